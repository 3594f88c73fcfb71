#include "cli/snapshot_writer.hpp"

#include "base/error.hpp"
#include "cli/archived_graph.hpp"
#include "cli/output.hpp"

#include <array>
#include <unordered_map>

namespace micrograph::cli {

namespace {

/// Gives the rows of a scan to a sink. Subjects, predicates and graphs repeat, so their terms are kept.
void copy_rows(const graph::QuadSource& source, graph::GraphScope scope, rdf::StatementSink& sink) {
  static constexpr std::array<graph::Position, 4> by_graph{graph::graph_name, graph::subject, graph::predicate,
                                                           graph::object};
  static constexpr std::array<graph::Position, 3> by_subject{graph::subject, graph::predicate, graph::object};
  const bool named = scope == graph::GraphScope::named_graphs;
  const auto scan = source.scan({{}, scope}, named ? std::span<const graph::Position>(by_graph) : by_subject);
  std::array<graph::ValueId, 4> last{};
  std::array<rdf::Term, 4> terms;
  std::unordered_map<graph::ValueId, rdf::Term> predicates;
  std::array<graph::Row, 1024> rows;
  for (std::size_t count; (count = scan->next(rows)) != 0;)
    for (std::size_t i = 0; i < count; ++i) {
      for (const std::size_t k : {0u, 2u, 3u})
        if (rows[i][k] != last[k]) {
          terms[k] = rows[i][k].defined() ? source.term(rows[i][k]) : rdf::Term();
          last[k] = rows[i][k];
        }
      auto it = predicates.find(rows[i][1]);
      if (it == predicates.end())
        it = predicates.emplace(rows[i][1], source.term(rows[i][1])).first;
      sink.statement({terms[0], it->second, terms[2], terms[3]});
    }
}

} // namespace

void check_snapshot_path(const std::filesystem::path& path) {
  if (path.extension() != ".mg" && !syntax::type_from_suffix(path.filename().string()).syntax)
    throw UsageError("usage.unknown-suffix", "the suffix of '" + path.string() +
                                                 "' says no syntax; use .mg, .nq, .trig, .ttl, .nt, .jsonld or .rdf (also .gz)");
}

void copy_statements(const graph::Snapshot& snapshot, rdf::StatementSink& sink) {
  const auto strict = with_documents_indexed(snapshot)->with_default_graph(graph::DefaultGraph::strict);
  copy_rows(*strict, graph::GraphScope::default_graph, sink);
  copy_rows(*strict, graph::GraphScope::named_graphs, sink);
}

void write_rdf(const graph::Snapshot& snapshot, syntax::Syntax syntax, syntax::Style style, std::ostream& out,
               const std::map<std::string, std::string>& prefixes) {
  const auto writer = syntax::make_writer(syntax, style, out, prefixes);
  if (syntax::holds_graphs(syntax))
    copy_statements(snapshot, *writer);
  else
    copy_rows(*with_documents_indexed(snapshot)->with_default_graph(graph::DefaultGraph::union_of_all),
              graph::GraphScope::default_graph, *writer);
  writer->finish();
}

void write_snapshot(const graph::Snapshot& snapshot, const std::filesystem::path& path,
                    const std::map<std::string, std::string>& prefixes) {
  check_snapshot_path(path);
  if (path.extension() == ".mg") {
    snapshot.save(path);
    return;
  }
  Output file(path);
  const syntax::Syntax to = *syntax::type_from_suffix(path.filename().string()).syntax;
  file.finish([&] { write_rdf(snapshot, to, syntax::Style::pretty, file.stream(), prefixes); });
}

} // namespace micrograph::cli
