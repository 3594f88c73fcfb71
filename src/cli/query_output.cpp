#include "cli/query_output.hpp"

#include "base/error.hpp"
#include "cli/prefixes.hpp"
#include "rdf/serd_io.hpp"

#include <algorithm>

namespace micrograph::cli {

namespace {

/// Puts the constructed triples in order before they are written, so that output is a function of the data.
void write_constructed(const query::PreparedQuery& query, const graph::QuadSource& source, rdf::Syntax syntax,
                       const query::Limits& limits, std::ostream& out) {
  rdf::QuadList triples;
  query.construct(source, triples, limits);
  std::sort(triples.quads().begin(), triples.quads().end());
  const auto writer = rdf::make_rdf_writer(syntax, out, load_prefixes());
  for (const rdf::Quad& quad : triples.quads())
    writer->statement(quad);
  writer->finish();
}

} // namespace

AnswerFormat answer_format(const std::string& name, query::Form form) {
  using query::ResultFormat;
  const bool wants_graph = form == query::Form::construct || form == query::Form::describe;
  if (name.empty())
    return wants_graph ? AnswerFormat{{}, rdf::Syntax::turtle} : AnswerFormat{ResultFormat::table, {}};
  const auto table = query::result_format_from_name(name);
  const auto syntax = rdf::syntax_from_name(name);
  if (!table && !syntax)
    throw UsageError("usage.unknown-results", "'" + name + "' is no form of results; say table, json, xml, csv or tsv, "
                                                           "or for CONSTRUCT turtle, trig, ntriples or nquads");
  if (wants_graph != syntax.has_value())
    throw UsageError("usage.unfit-results", wants_graph
                                                ? "this query gives a graph; say turtle, trig, ntriples or nquads"
                                                : "this query gives a table; say table, json, xml, csv or tsv");
  return wants_graph ? AnswerFormat{{}, syntax} : AnswerFormat{table, {}};
}

bool answer(const query::PreparedQuery& query, const graph::QuadSource& source, const AnswerFormat& format,
            const query::Limits& limits, std::ostream& out) {
  switch (query.form()) {
  case query::Form::ask: {
    const bool yes = query.ask(source, limits);
    query::write_boolean(*format.table, out, yes);
    return yes;
  }
  case query::Form::select: {
    const auto writer = query::make_result_writer(*format.table, out, query.variables());
    query.select(source, [&writer](const query::Solution& row) { writer->solution(row); }, limits);
    writer->finish();
    return true;
  }
  case query::Form::construct:
  case query::Form::describe:
    write_constructed(query, source, *format.graph, limits, out);
    return true;
  }
  return true;
}

} // namespace micrograph::cli
