// Runs one manifest of the W3C's SPARQL suites: syntax and query evaluation.
// Usage: conformance_sparql_queries FOLDER COUNT, the folder below the root of the W3C's suites; COUNT is of
// the cases that are about queries, others (update, federation, entailment) are passed over.

#include "conformance/sparql_results.hpp"
#include "conformance/sparql_suite.hpp"

#include "base/error.hpp"
#include "base/text_file.hpp"
#include "graph/snapshot.hpp"
#include "query/engine.hpp"
#include "query/results.hpp"
#include "query/results_reader.hpp"
#include "rdf/canonical.hpp"
#include "rdf/serd_io.hpp"
#include "rdfxml/reader.hpp"

#include <map>
#include <sstream>
#include <stdexcept>

namespace micrograph::conformance {

namespace {

constexpr char qt[] = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#";

query::PreparedQuery prepared(const TestCase& test, const std::string& iri) {
  return query::PreparedQuery(read_text_file(test.manifest->file_of(iri)), iri, nullptr, test.manifest->base_of(iri));
}

/// Puts every statement into one graph.
class IntoGraph final : public rdf::StatementSink {
public:
  IntoGraph(rdf::StatementSink& sink, const rdf::TermView& graph) : sink_(sink), graph_(graph) {}
  void statement(const rdf::QuadView& quad) override {
    sink_.statement({quad.subject, quad.predicate, quad.object, graph_});
  }

private:
  rdf::StatementSink& sink_;
  rdf::Term graph_;
};

void read_into(const TestCase& test, const std::string& iri, rdf::StatementSink& sink) {
  const auto path = test.manifest->file_of(iri);
  const auto syntax = rdf::syntax_from_suffix(path.string());
  const auto bytes = open_file(path);
  const std::string blank_prefix = path.stem().string() + "-"; // files of one data set share no blank nodes
  if (syntax)
    rdf::read_rdf(*bytes, *syntax, test.manifest->base_of(iri), sink, blank_prefix);
  else if (path.extension() == ".rdf")
    rdfxml::read_rdfxml(*bytes, test.manifest->base_of(iri), sink, blank_prefix);
  else
    throw std::runtime_error("no reader for " + iri);
}

query::ResultRows run_as_server(const query::PreparedQuery& query, const graph::Snapshot& data) {
  std::ostringstream out;
  const auto writer = query::make_result_writer(query::ResultFormat::json, out, query.variables());
  query.select(data, [&writer](const query::Solution& row) { writer->solution(row); });
  writer->finish();
  return query::read_results_json(out.str(), "answer");
}

/// Where a case names no data, the query's FROM does, by the names of the files beside it.
void read_neighbours(const TestCase& test, const std::string& query_iri, rdf::StatementSink& sink) {
  const std::string folder = query_iri.substr(0, query_iri.rfind('/') + 1);
  for (const auto& entry :
       std::filesystem::directory_iterator(test.manifest->file_of(query_iri).parent_path())) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("data") || entry.path().extension() != ".ttl")
      continue;
    IntoGraph into(sink, rdf::iri(folder + name));
    read_into(test, folder + name, into);
  }
}

std::shared_ptr<const graph::Snapshot> data_set(const TestCase& test, const std::string& query_iri) {
  graph::SnapshotBuilder builder;
  if (!test.manifest->object(test.action, std::string(qt) + "data") &&
      !test.manifest->object(test.action, std::string(qt) + "graphData"))
    read_neighbours(test, query_iri, builder);
  for (const rdf::TermView& data : test.manifest->objects(test.action, std::string(qt) + "data"))
    read_into(test, std::string(data.value), builder);
  for (const rdf::TermView& named : test.manifest->objects(test.action, std::string(qt) + "graphData")) {
    IntoGraph into(builder, rdf::iri(named.value));
    read_into(test, std::string(named.value), into);
  }
  return builder.build();
}

/// Plays the servers of a case: each has data of its own, and its answer goes through JSON as it would on the network.
query::ServiceAccess services_of(const TestCase& test) {
  query::ServiceAccess access;
  std::map<std::string, std::shared_ptr<const graph::Snapshot>> stores;
  for (const rdf::TermView& service : test.manifest->objects(test.action, std::string(qt) + "serviceData")) {
    const auto endpoint = test.manifest->object(service, std::string(qt) + "endpoint");
    graph::SnapshotBuilder builder;
    for (const rdf::TermView& data : test.manifest->objects(service, std::string(qt) + "data"))
      read_into(test, std::string(data.value), builder);
    access.endpoints.emplace_back(endpoint.value().value);
    stores.emplace(endpoint->value, builder.build());
  }
  access.ask = [stores, endpoints = access.endpoints](const std::string& endpoint, const std::string& text,
                                                                std::chrono::milliseconds) {
    query::PreparedQuery query(text, endpoint);
    // The servers of a case ask each other, too; those cases are one call deep.
    const query::ServiceAccess others{endpoints, [&](const std::string& other, const std::string& inner, std::chrono::milliseconds) {
                                        return run_as_server(query::PreparedQuery(inner, other), *stores.at(other));
                                      }};
    query.call_services(others, *stores.at(endpoint));
    return run_as_server(query, *stores.at(endpoint));
  };
  return access;
}

std::string judge_graph(const TestCase& test, const query::PreparedQuery& query,
                        const graph::Snapshot& data) {
  rdf::QuadList actual, expected;
  query.construct(data, actual);
  read_into(test, test.result.value().value, expected);
  if (rdf::isomorphic(actual.quads(), expected.quads()))
    return {};
  return "made\n" + rdf::sorted_nquads(actual.quads()) + "    instead of\n" +
         rdf::sorted_nquads(expected.quads());
}

std::string judge_evaluation(const TestCase& test) {
  const auto query_iri = test.manifest->object(test.action, std::string(qt) + "query");
  if (!query_iri || !test.result)
    throw std::runtime_error("the case names no query or no result");
  query::PreparedQuery query = prepared(test, std::string(query_iri->value));
  const auto data = data_set(test, std::string(query_iri->value));
  query.call_services(services_of(test), *data);
  const bool makes_graph = query.form() == query::Form::construct || query.form() == query::Form::describe;
  if (makes_graph)
    return judge_graph(test, query, *data);
  const ResultTable expected =
      read_results(test.manifest->file_of(test.result->value), test.manifest->base_of(test.result->value));
  ResultTable actual;
  if (query.form() == query::Form::ask) {
    actual.boolean = query.ask(*data);
  } else {
    query.select(*data, [&](const query::Solution& solution) {
      auto& row = actual.rows.emplace_back();
      for (std::size_t i = 0; i < solution.size(); ++i)
        if (solution[i].kind != rdf::TermKind::none)
          row[query.variables()[i]] = solution[i];
    });
  }
  const auto cardinality = test.manifest->object(rdf::iri(test.iri), mf("resultCardinality"));
  const bool as_sets = cardinality && cardinality->value == mf("LaxCardinality");
  return difference(actual, expected, as_sets);
}

std::string judge_negative(const TestCase& test) {
  try {
    (void)prepared(test, test.action.value);
  } catch (const QueryError& error) {
    return error.code() == "query.syntax" && error.place().line ? ""
                                                                : "refused without a place: " + error.code();
  }
  return "accepted";
}

std::string judge(const TestCase& test) {
  if (test.type.starts_with("NegativeSyntaxTest"))
    return judge_negative(test);
  if (test.type.starts_with("PositiveSyntaxTest")) {
    (void)prepared(test, test.action.value);
    return {};
  }
  return judge_evaluation(test);
}

bool is_about_queries(const TestCase& test) {
  return test.type.starts_with("NegativeSyntaxTest") || test.type.starts_with("PositiveSyntaxTest") ||
         test.type == "QueryEvaluationTest";
}

} // namespace

} // namespace micrograph::conformance

int main(int count, char** arguments) {
  using namespace micrograph::conformance;
  return run_sparql_suite(count, arguments, is_about_queries, judge);
}
