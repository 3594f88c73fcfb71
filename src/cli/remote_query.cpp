#include "cli/remote_query.hpp"

#include "base/error.hpp"
#include "cli/graph_input.hpp"
#include "cli/prefixes.hpp"
#include "net/http.hpp"
#include "query/results_reader.hpp"
#include "rdf/serd_io.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace micrograph::cli {

namespace {

net::HttpResponse send(const std::string& endpoint, const std::string& text, const std::string& accept,
                       std::chrono::milliseconds time) {
  net::HttpLimits limits;
  if (time.count() != 0)
    limits.time = std::min(limits.time, time);
  net::HttpResponse response = net::http_post_field(endpoint, "query", text, accept, limits);
  if (response.status < 200 || response.status > 299)
    throw IoError("net.status", "<" + endpoint + "> answered the query with status " + std::to_string(response.status));
  return response;
}

void write_graph(const std::string& endpoint, const std::string& text, rdf::Syntax syntax, std::chrono::milliseconds time,
                 std::ostream& out) {
  rdf::QuadList triples;
  read_rdf_answer(send(endpoint, text, "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5", time),
                  triples);
  std::sort(triples.quads().begin(), triples.quads().end());
  const auto writer = rdf::make_rdf_writer(syntax, out, load_prefixes());
  for (const rdf::Quad& quad : triples.quads())
    writer->statement(quad);
  writer->finish();
}

/// The answer to an ASK. Virtuoso gives it as a table when asked for JSON: a row for yes, none for no.
std::optional<bool> answer_to_ask(const query::ResultRows& rows) {
  if (rows.boolean)
    return rows.boolean;
  if (rows.variables == std::vector<std::string>{"__ASK_RETVAL"})
    return !rows.solutions.empty();
  return std::nullopt;
}

} // namespace

query::ResultRows ask_endpoint(const std::string& endpoint, const std::string& text, std::chrono::milliseconds time) {
  return query::read_results_json(send(endpoint, text, "application/sparql-results+json", time).body, endpoint);
}

bool answer_remotely(const query::PreparedQuery& query, const std::string& text, const std::string& endpoint,
                     const AnswerFormat& format, std::chrono::milliseconds time, std::ostream& out) {
  if (format.graph) {
    write_graph(endpoint, text, *format.graph, time, out);
    return true;
  }
  const query::ResultRows rows = ask_endpoint(endpoint, text, time);
  const bool asks = query.form() == query::Form::ask;
  const std::optional<bool> answer = asks ? answer_to_ask(rows) : std::nullopt;
  if (asks != answer.has_value() || (!asks && rows.boolean))
    throw FormatError("query.bad-results", "the answer is of another form than the query", Place{endpoint, {}, {}, {}, {}});
  if (answer) {
    query::write_boolean(*format.table, out, *answer);
    return *answer;
  }
  const auto writer = query::make_result_writer(*format.table, out, rows.variables);
  for (const query::Solution& row : rows.solutions)
    writer->solution(row);
  writer->finish();
  return true;
}

} // namespace micrograph::cli
