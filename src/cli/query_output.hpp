#pragma once

#include "graph/snapshot.hpp"
#include "query/engine.hpp"
#include "query/results.hpp"
#include "rdf/serd_io.hpp"

#include <map>
#include <optional>
#include <ostream>
#include <string>

namespace micrograph::cli {

/// How the answer of a query is written: a form for tables, or a syntax for graphs.
struct AnswerFormat {
  std::optional<query::ResultFormat> table; ///< for SELECT and ASK
  std::optional<rdf::Syntax> graph;         ///< for CONSTRUCT and DESCRIBE
  /// By which a table and Turtle shorten IRIs, from name to IRI; the other forms keep them whole.
  std::map<std::string, std::string> prefixes;
};

/// The prefixes for an answer: those of the query before those of the graph's files before the well-known ones. Of two
/// names for one IRI only the one that comes first is kept.
[[nodiscard]] std::map<std::string, std::string> answer_prefixes(const query::PreparedQuery& query,
                                                                 const std::map<std::string, std::string>& of_graph);

/// By name: table, json, xml, csv, tsv, turtle, trig, ntriples, nquads; empty means table, or Turtle for a graph.
/// Throws UsageError if the name is unknown or does not fit the query's form.
[[nodiscard]] AnswerFormat answer_format(const std::string& name, query::Form form);

/// Runs the query and writes its answer. Returns false if the answer is no: an ASK that is false. Rows are passed on as
/// they are found, and the run ends when nobody can read them any more. Throws IoError `output.failed`.
[[nodiscard]] bool answer(const query::PreparedQuery& query, const graph::QuadSource& source,
                          const AnswerFormat& format, const query::Limits& limits, std::ostream& out);

} // namespace micrograph::cli
