#include "cli/query_output.hpp"

#include "base/error.hpp"
#include "cli/prefixes.hpp"
#include "query/memory_limit.hpp"
#include "rdf/pretty_writer.hpp"
#include "rdf/serd_io.hpp"

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <set>
#include <utility>
#include <vector>

namespace micrograph::cli {

namespace {

/// Collects triples up to a limit of bytes; 0: any. Throws QueryError `query.memory-limit`.
class BoundedTriples final : public rdf::StatementSink {
public:
  explicit BoundedTriples(std::uint64_t most_bytes) : most_bytes_(most_bytes) {}
  void statement(const rdf::QuadView& quad) override {
    bytes_ += sizeof(rdf::Quad);
    for (const rdf::TermView& term : {quad.subject, quad.predicate, quad.object})
      bytes_ += term.value.size() + term.datatype.size() + term.language.size();
    if (most_bytes_ != 0 && bytes_ > most_bytes_)
      query::fail_memory(most_bytes_, "sorting the triples before they are written", bytes_);
    triples_.emplace_back(quad);
  }
  [[nodiscard]] std::vector<rdf::Quad> take_sorted() {
    std::sort(triples_.begin(), triples_.end());
    return std::move(triples_);
  }

private:
  std::uint64_t most_bytes_, bytes_ = 0;
  std::vector<rdf::Quad> triples_;
};

/// The constructed triples in order, so that output is a function of the data: Turtle nested, the others line by line.
void write_constructed(const query::PreparedQuery& query, const graph::QuadSource& source, rdf::Syntax syntax,
                       const std::map<std::string, std::string>& prefixes, const query::Limits& limits,
                       std::ostream& out) {
  if (syntax == rdf::Syntax::turtle || syntax == rdf::Syntax::trig) {
    const auto writer = rdf::make_pretty_writer(syntax, out, prefixes);
    query.construct(source, *writer, limits);
    writer->finish();
    return;
  }
  BoundedTriples triples(limits.bytes);
  query.construct(source, triples, limits);
  const auto writer = rdf::make_rdf_writer(syntax, out, prefixes);
  for (const rdf::Quad& quad : triples.take_sorted())
    writer->statement(quad);
  writer->finish();
}

} // namespace

std::map<std::string, std::string> answer_prefixes(const query::PreparedQuery& query,
                                                   const std::map<std::string, std::string>& of_graph) {
  std::map<std::string, std::string> all;
  std::set<std::string> named;
  for (const auto& prefixes : {query.prefixes(), of_graph, load_prefixes()})
    for (const auto& [name, iri] : prefixes)
      if (!all.contains(name) && named.insert(iri).second)
        all.emplace(name, iri);
  return all;
}

AnswerFormat answer_format(const std::string& name, query::Form form) {
  using query::ResultFormat;
  const bool wants_graph = form == query::Form::construct || form == query::Form::describe;
  if (name.empty())
    return wants_graph ? AnswerFormat{{}, rdf::Syntax::turtle, {}} : AnswerFormat{ResultFormat::table, {}, {}};
  const auto table = query::result_format_from_name(name);
  const auto syntax = rdf::syntax_from_name(name);
  if (!table && !syntax)
    throw UsageError("usage.unknown-results", "'" + name + "' is no form of results; say table, json, xml, csv or tsv, "
                                                           "or for CONSTRUCT turtle, trig, ntriples or nquads");
  if (wants_graph != syntax.has_value())
    throw UsageError("usage.unfit-results", wants_graph
                                                ? "this query gives a graph; say turtle, trig, ntriples or nquads"
                                                : "this query gives a table; say table, json, xml, csv or tsv");
  return wants_graph ? AnswerFormat{{}, syntax, {}} : AnswerFormat{table, {}, {}};
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
    const auto writer = query::make_result_writer(*format.table, out, query.variables(), format.prefixes);
    const auto pass_on = [&out] {
      if (&out == &std::cout)
        out.flush();
      if (!out)
        throw IoError("output.failed", "the answer cannot be written (is the disk full, or the reader gone?)");
    };
    (void)query.select(source, [&writer](const query::Solution& row) { writer->solution(row); }, limits, pass_on);
    writer->finish();
    return true;
  }
  case query::Form::construct:
  case query::Form::describe:
    write_constructed(query, source, *format.graph, format.prefixes, limits, out);
    return true;
  }
  return true;
}

} // namespace micrograph::cli
