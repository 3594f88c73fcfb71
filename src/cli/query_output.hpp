#pragma once

#include "graph/snapshot.hpp"
#include "query/engine.hpp"
#include "query/results.hpp"
#include "rdf/serd_io.hpp"

#include <optional>
#include <ostream>
#include <string>

namespace micrograph::cli {

/// How the answer of a query is written: a form for tables, or a syntax for graphs.
struct AnswerFormat {
  std::optional<query::ResultFormat> table; ///< for SELECT and ASK
  std::optional<rdf::Syntax> graph;         ///< for CONSTRUCT and DESCRIBE
};

/// By name: table, json, xml, csv, tsv, turtle, trig, ntriples, nquads; empty means table, or Turtle for a graph.
/// Throws UsageError if the name is unknown or does not fit the query's form.
[[nodiscard]] AnswerFormat answer_format(const std::string& name, query::Form form);

/// Runs the query and writes its answer. Returns false if the answer is no: an ASK that is false.
[[nodiscard]] bool answer(const query::PreparedQuery& query, const graph::QuadSource& source,
                          const AnswerFormat& format, const query::Limits& limits, std::ostream& out);

} // namespace micrograph::cli
