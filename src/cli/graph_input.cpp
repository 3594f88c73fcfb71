#include "cli/graph_input.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <iostream>
#include <iterator>
#include <set>

namespace micrograph::cli {

namespace {

/// Passes statements on, into a named graph if asked, and notes whether any stands outside a named graph.
class LoadSink final : public rdf::StatementSink {
public:
  explicit LoadSink(rdf::StatementSink& next) : next_(next) {}
  void statement(const rdf::QuadView& quad) override {
    rdf::QuadView out = quad;
    if (out.graph.kind == rdf::TermKind::none) {
      out.graph = graph_;
      outside_ = outside_ || graph_.kind == rdf::TermKind::none;
    }
    next_.statement(out);
  }
  void into(const rdf::TermView& graph) { graph_ = graph; }
  [[nodiscard]] bool outside() const { return outside_; }

private:
  rdf::StatementSink& next_;
  rdf::TermView graph_;
  bool outside_ = false;
};

std::vector<std::byte> read_standard_input() {
  const std::string text{std::istreambuf_iterator<char>(std::cin), {}};
  std::vector<std::byte> bytes(text.size());
  std::transform(text.begin(), text.end(), bytes.begin(), [](char c) { return static_cast<std::byte>(c); });
  return bytes;
}

void copy(const graph::Snapshot& snapshot, rdf::StatementSink& sink) {
  const auto strict = snapshot.with_default_graph(graph::DefaultGraph::strict);
  for (const auto scope : {graph::GraphScope::default_graph, graph::GraphScope::named_graphs}) {
    const auto scan = strict->scan({{}, scope}, {});
    std::array<graph::Row, 1024> rows;
    for (std::size_t count; (count = scan->next(rows)) != 0;)
      for (std::size_t i = 0; i < count; ++i) {
        std::array<rdf::Term, 4> terms;
        for (std::size_t k = 0; k < 4; ++k)
          if (rows[i][k].defined())
            terms[k] = strict->term(rows[i][k]);
        sink.statement({terms[0], terms[1], terms[2], terms[3]});
      }
  }
}

} // namespace

void read_rdf_file(const std::filesystem::path& path, const std::string& from, const std::string& base,
                   rdf::StatementSink& sink) {
  if (path == "-") {
    if (from.empty())
      throw UsageError("usage.no-syntax", "say with --from which syntax standard input is in");
    const auto bytes = open_memory("standard input", read_standard_input());
    rdf::read_rdf(*bytes, parse_syntax(from), base, sink);
    return;
  }
  const auto by_suffix = rdf::syntax_from_suffix(path.filename().string());
  if (from.empty() && !by_suffix)
    throw UsageError("usage.no-syntax", "the suffix of '" + path.string() +
                                            "' is not that of an RDF file; say with --from which syntax it is in");
  const auto bytes = open_file(path);
  std::error_code error;
  const std::string file_iri = "file://" + std::filesystem::absolute(path, error).generic_string();
  rdf::read_rdf(*bytes, from.empty() ? *by_suffix : parse_syntax(from), base.empty() ? file_iri : base, sink);
}

std::shared_ptr<const graph::Snapshot> load_graph(const GraphOptions& options,
                                                  const std::vector<std::pair<std::string, std::string>>& named) {
  if (options.paths.size() == 1 && named.empty() && options.paths.front().extension() == ".mg")
    return graph::Snapshot::open(options.paths.front());
  graph::SnapshotBuilder builder;
  LoadSink sink(builder);
  for (const auto& path : options.paths) {
    if (path.extension() == ".mg")
      copy(*graph::Snapshot::open(path), sink);
    else
      read_rdf_file(path, options.from, {}, sink);
  }
  for (const auto& [iri, file] : named) {
    sink.into(rdf::iri(iri));
    read_rdf_file(file, {}, {}, sink);
  }
  return builder.build(sink.outside() || !named.empty() ? graph::DefaultGraph::strict
                                                        : graph::DefaultGraph::union_of_all);
}

rdf::Term resolve_thing(const graph::QuadSource& source, const std::string& text) {
  const std::string bare =
      text.size() > 2 && text.front() == '<' && text.back() == '>' ? text.substr(1, text.size() - 2) : text;
  if (source.find(rdf::iri(bare)))
    return rdf::Term(rdf::iri(bare));
  static constexpr const char* label_properties[] = {"http://www.w3.org/2000/01/rdf-schema#label",
                                                     "http://purl.org/dc/terms/title", "http://schema.org/name"};
  std::set<rdf::Term> things;
  const auto label = source.find(rdf::literal(text));
  for (const char* property : label_properties) {
    const auto predicate = source.find(rdf::iri(property));
    if (!predicate || !label)
      continue;
    const auto scan = source.scan({{graph::undefined, *predicate, *label, graph::undefined}});
    std::array<graph::Row, 64> rows;
    for (std::size_t count; (count = scan->next(rows)) != 0;)
      for (std::size_t i = 0; i < count; ++i)
        things.insert(source.term(rows[i][graph::subject]));
  }
  if (things.empty())
    throw QueryError("graph.unknown-thing", "nothing in the graph has the IRI or the label '" + text + "'");
  if (things.size() > 1) {
    std::string list;
    for (const rdf::Term& thing : things)
      list += "\n  " + rdf::to_ntriples(thing);
    throw QueryError("graph.ambiguous-label",
                     "several things are called '" + text + "'; say which by its IRI:" + list);
  }
  return *things.begin();
}

} // namespace micrograph::cli
