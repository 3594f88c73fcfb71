#pragma once

#include "graph/snapshot.hpp"
#include "query/engine.hpp"
#include "rdf/serd_io.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::test {

inline constexpr char prefixes[] = "PREFIX : <http://e/>\nPREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n";

/// A graph from TriG text; `:` is http://e/.
inline std::shared_ptr<const graph::Snapshot> graph_of(std::string_view trig) {
  graph::SnapshotBuilder builder;
  rdf::read_rdf("@prefix : <http://e/> .\n" + std::string(trig), rdf::Syntax::trig, "http://base/", builder);
  return builder.build();
}

/// A term in few signs: `:a` for http://e/a, a literal's bare text, `-` for unbound, `_` for any blank node.
inline std::string brief(const rdf::Term& term) {
  if (term.kind == rdf::TermKind::none)
    return "-";
  if (term.kind == rdf::TermKind::blank)
    return "_";
  if (term.kind == rdf::TermKind::iri && term.value.starts_with("http://e/"))
    return ":" + term.value.substr(9);
  return term.value;
}

/// The rows of a SELECT, cells apart by blanks, in the order they come.
inline std::vector<std::string> rows_in_order(const graph::QuadSource& data,
                                              const query::PreparedQuery& query,
                                              const query::Limits& limits = {}) {
  std::vector<std::string> out;
  (void)query.select(
      data,
      [&](const query::Solution& solution) {
        std::string row;
        for (const rdf::Term& term : solution)
          row += (row.empty() ? "" : " ") + brief(term);
        out.push_back(row);
      },
      limits);
  return out;
}

inline std::vector<std::string> rows_in_order(const graph::QuadSource& data, const std::string& text) {
  return rows_in_order(data, query::PreparedQuery(prefixes + text, "query"));
}

/// The same, sorted, for queries that promise no order; joined by ` | `.
inline std::string rows(const graph::QuadSource& data, const std::string& text) {
  std::vector<std::string> all = rows_in_order(data, text);
  std::sort(all.begin(), all.end());
  std::string out;
  for (const std::string& row : all)
    out += (out.empty() ? "" : " | ") + row;
  return out;
}

} // namespace micrograph::test
