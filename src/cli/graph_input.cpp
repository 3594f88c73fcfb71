#include "cli/graph_input.hpp"

#include "base/error.hpp"
#include "cli/data_folder.hpp"
#include "cli/report_output.hpp"
#include "cli/text_input.hpp"
#include "rdf/vocabulary.hpp"
#include "syntax/read.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <iostream>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace micrograph::cli {

namespace {

/// Passes statements on, into a named graph if asked, and notes whether any stands outside a named graph.
class LoadSink final : public rdf::StatementSink {
public:
  LoadSink(rdf::StatementSink& next, const rdf::TermView& graph) : next_(next), graph_(graph) {}
  void statement(const rdf::QuadView& quad) override {
    rdf::QuadView out = quad;
    if (out.graph.kind == rdf::TermKind::none) {
      out.graph = graph_;
      outside_ = outside_ || graph_.kind == rdf::TermKind::none;
    }
    next_.statement(out);
  }
  void prefix(std::string_view name, std::string_view iri) override { prefixes_.emplace(name, iri); }
  [[nodiscard]] bool outside() const { return outside_; }
  [[nodiscard]] const std::map<std::string, std::string>& prefixes() const { return prefixes_; }

private:
  rdf::StatementSink& next_;
  rdf::TermView graph_;
  std::map<std::string, std::string> prefixes_;
  bool outside_ = false;
};

std::vector<std::byte> bytes_of(std::string_view text) {
  std::vector<std::byte> bytes(text.size());
  std::transform(text.begin(), text.end(), bytes.begin(), [](char c) { return static_cast<std::byte>(c); });
  return bytes;
}

/// By media type, with its parameters; absent for one that says nothing, such as text/plain.
std::optional<syntax::Syntax> syntax_of(const std::string& content_type) {
  static constexpr std::pair<const char*, syntax::Syntax> known[] = {
      {"text/turtle", syntax::Syntax::turtle},          {"application/trig", syntax::Syntax::trig},
      {"application/n-triples", syntax::Syntax::ntriples}, {"application/n-quads", syntax::Syntax::nquads},
      {"application/rdf+xml", syntax::Syntax::rdfxml},  {"application/ld+json", syntax::Syntax::jsonld}};
  std::string name = content_type.substr(0, content_type.find_first_of("; \t"));
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  for (const auto& [type, syntax] : known)
    if (name == type)
      return syntax;
  return std::nullopt;
}

/// The contexts are looked for when the first one is wanted: all other syntaxes do without the data folder.
class Contexts final : public jsonld::DocumentLoader {
public:
  explicit Contexts(Network network) : network_(network) {}
  [[nodiscard]] jsonld::RemoteDocument load(const std::string& iri) override {
    if (!loader_) {
      const auto folder = data_folder("ontologies") / "contexts";
      loader_ = network_ == Network::no ? jsonld::make_builtin_loader(folder) : jsonld::make_network_loader(folder);
    }
    return loader_->load(iri);
  }

private:
  Network network_;
  std::unique_ptr<jsonld::DocumentLoader> loader_;
};

/// Gives the bytes of an RDF file to `read`, which is called with bytes, options and a place for findings.
template <typename Read>
void with_rdf_bytes(std::unique_ptr<ByteSource> bytes, const std::filesystem::path& path, const std::string& from,
                    const std::string& base, Network network, const Read& read) {
  Contexts contexts(network);
  syntax::ReadOptions options;
  options.base = base;
  options.contexts = &contexts;
  if (!from.empty())
    options.syntax = parse_syntax(from);
  FindingList findings;
  std::error_code error;
  if (base.empty() && path != "-")
    options.base = "file://" + std::filesystem::absolute(path, error).generic_string();
  read(std::move(bytes), options, findings);
  for (const Finding& finding : findings.findings())
    print_finding(std::cerr, finding);
}

template <typename Read>
void with_rdf_file(const std::filesystem::path& path, const std::string& from, const std::string& base,
                   Network network, const Read& read) {
  with_rdf_bytes(open_input(path), path, from, base, network, read);
}

/// Collects files into one graph, N-Triples and N-Quads on all cores.
class GraphLoader {
public:
  explicit GraphLoader(const graph::BuildOptions& options) : threads_(options.threads), builder_(options) {}

  /// Statements outside a graph go into `graph`, or stay there if that is no term.
  void add_file(const std::filesystem::path& path, const std::string& from, const rdf::TermView& graph) {
    const syntax::SharedReading shared{
        threads_, [&](const std::function<void(rdf::StatementSink&)>& fill) { lend(graph, fill); }};
    with_rdf_file(path, from, {}, Network::no, [&](auto bytes, const auto& options, FindingSink& findings) {
      (void)syntax::read(std::move(bytes), options, shared, findings);
    });
  }
  /// All of a snapshot, without reading it statement by statement, and with its stored documents.
  void add_snapshot(const std::shared_ptr<const graph::Snapshot>& snapshot) {
    builder_.add(snapshot);
    if (snapshot->with_default_graph(graph::DefaultGraph::strict)->estimate({}) != 0)
      outside_ = true;
  }
  [[nodiscard]] std::shared_ptr<const graph::Snapshot> build(bool strict) {
    return builder_.build(strict || outside_ ? graph::DefaultGraph::strict : graph::DefaultGraph::union_of_all);
  }

  [[nodiscard]] const std::map<std::string, std::string>& prefixes() const { return prefixes_; }

private:
  void lend(const rdf::TermView& graph, const std::function<void(rdf::StatementSink&)>& fill) {
    builder_.in_lane([&](rdf::StatementSink& lane) {
      LoadSink sink(lane, graph);
      fill(sink);
      if (sink.outside())
        outside_ = true;
      const std::scoped_lock lock(prefixes_mutex_);
      prefixes_.insert(sink.prefixes().begin(), sink.prefixes().end());
    });
  }

  unsigned threads_;
  graph::SnapshotBuilder builder_;
  std::atomic<bool> outside_{false};
  std::mutex prefixes_mutex_; // files of lines are read on several threads
  std::map<std::string, std::string> prefixes_;
};

} // namespace

void read_rdf_file(const std::filesystem::path& path, const std::string& from, const std::string& base,
                   rdf::StatementSink& sink, Network network) {
  with_rdf_file(path, from, base, network, [&](auto bytes, const auto& options, FindingSink& findings) {
    (void)syntax::read(std::move(bytes), options, sink, findings);
  });
}

std::unique_ptr<ByteSource> open_input(const std::filesystem::path& path) {
  return path == "-" ? open_memory("standard input", bytes_of(read_standard_input())) : open_file(path);
}

void read_rdf_bytes(std::unique_ptr<ByteSource> bytes, const std::filesystem::path& path, const std::string& from,
                    rdf::StatementSink& sink) {
  with_rdf_bytes(std::move(bytes), path, from, {}, Network::no,
                 [&](auto opened, const auto& options, FindingSink& findings) {
                   (void)syntax::read(std::move(opened), options, sink, findings);
                 });
}

void read_rdf_answer(const net::HttpResponse& response, rdf::StatementSink& sink) {
  Contexts contexts(Network::for_contexts);
  syntax::ReadOptions options;
  options.base = response.url;
  options.contexts = &contexts;
  options.syntax = syntax_of(response.content_type);
  FindingList findings;
  (void)syntax::read(open_memory(response.url, bytes_of(response.body)), options, sink, findings);
  for (const Finding& finding : findings.findings())
    print_finding(std::cerr, finding);
}

std::shared_ptr<const graph::Snapshot> load_graph(const GraphOptions& options,
                                                  const std::vector<std::pair<std::string, std::string>>& named,
                                                  std::map<std::string, std::string>* prefixes) {
  if (options.paths.size() == 1 && named.empty() && options.paths.front().extension() == ".mg")
    return graph::Snapshot::open(options.paths.front());
  GraphLoader loader(options.memory.build_options(0));
  for (const auto& path : options.paths) {
    if (path.extension() == ".mg")
      loader.add_snapshot(graph::Snapshot::open(path));
    else
      loader.add_file(path, options.from, {});
  }
  for (const auto& [iri, file] : named)
    loader.add_file(file, {}, rdf::iri(iri));
  if (prefixes != nullptr)
    *prefixes = loader.prefixes();
  return loader.build(!named.empty());
}

std::set<rdf::Term> things_called(const graph::QuadSource& source, const std::string& text) {
  static constexpr const char* label_properties[] = {rdf::vocabulary::rdfs::label,
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
  return things;
}

rdf::Term resolve_thing(const graph::QuadSource& source, const std::string& text) {
  const std::string bare =
      text.size() > 2 && text.front() == '<' && text.back() == '>' ? text.substr(1, text.size() - 2) : text;
  if (source.find(rdf::iri(bare)))
    return rdf::Term(rdf::iri(bare));
  const std::set<rdf::Term> things = things_called(source, text);
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
