// Runs one manifest of the W3C's suites for SPARQL 1.1 Update: syntax and evaluation.
// Usage: conformance_sparql_updates MANIFEST COUNT, the manifest below the root of the W3C's suites; COUNT is of
// the cases that are about Update.

#include "conformance/sparql_suite.hpp"

#include "base/error.hpp"
#include "base/text_file.hpp"
#include "graph/changed_source.hpp"
#include "query/update.hpp"
#include "rdf/canonical.hpp"
#include "rdf/serd_io.hpp"

#include <array>
#include <map>
#include <stdexcept>

namespace micrograph::conformance {

namespace {

constexpr char label[] = "http://www.w3.org/2000/01/rdf-schema#label";

std::string ut(std::string_view local_name) {
  return "http://www.w3.org/2009/sparql/tests/test-update#" + std::string(local_name);
}

query::PreparedUpdate prepared(const TestCase& test, const std::string& iri) {
  return query::PreparedUpdate(read_text_file(test.manifest->file_of(iri)), iri, test.manifest->base_of(iri));
}

/// The graphs of a data set, each by itself: files do not say which blank nodes they share.
class GraphsByName final : public rdf::StatementSink {
public:
  void statement(const rdf::QuadView& quad) override {
    graphs[std::string(quad.graph.value)].statement({quad.subject, quad.predicate, quad.object, {}});
  }
  std::map<std::string, rdf::QuadList> graphs;
};

void read_into(const TestCase& test, const std::string& iri, const rdf::TermView& graph, rdf::StatementSink& sink) {
  class IntoGraph final : public rdf::StatementSink {
  public:
    IntoGraph(rdf::StatementSink& next, const rdf::TermView& name) : next_(next), name_(name) {}
    void statement(const rdf::QuadView& quad) override {
      next_.statement({quad.subject, quad.predicate, quad.object, name_});
    }

  private:
    rdf::StatementSink& next_;
    rdf::TermView name_;
  };
  const auto path = test.manifest->file_of(iri);
  IntoGraph into(sink, graph);
  rdf::read_rdf(*open_file(path), rdf::syntax_from_suffix(path.string()).value(), test.manifest->base_of(iri), into,
                path.stem().string() + "-");
}

/// What ut:data and ut:graphData of a node say.
void read_store(const TestCase& test, const rdf::TermView& node, rdf::StatementSink& sink) {
  for (const rdf::TermView& data : test.manifest->objects(node, ut("data")))
    read_into(test, std::string(data.value), {}, sink);
  for (const rdf::TermView& named : test.manifest->objects(node, ut("graphData"))) {
    const auto file = test.manifest->object(named, ut("graph"));
    const auto name = test.manifest->object(named, label);
    if (!file || !name)
      throw std::runtime_error("a graph without a name or a file");
    read_into(test, std::string(file->value), rdf::iri(name->value), sink);
  }
}

void copy(const graph::Snapshot& from, rdf::StatementSink& sink) {
  for (const graph::GraphScope scope : {graph::GraphScope::default_graph, graph::GraphScope::named_graphs}) {
    const auto scan = from.scan({{}, scope}, {});
    std::array<graph::Row, 64> rows;
    for (std::size_t count; (count = scan->next(rows)) != 0;)
      for (std::size_t i = 0; i < count; ++i)
        sink.statement(rdf::Quad(from.term(rows[i][0]), from.term(rows[i][1]), from.term(rows[i][2]),
                                 rows[i][3].defined() ? from.term(rows[i][3]) : rdf::Term()));
  }
}

std::string judge_evaluation(const TestCase& test) {
  const auto request = test.manifest->object(test.action, ut("request"));
  if (!request || !test.result)
    throw std::runtime_error("the case names no request or no result");
  graph::SnapshotBuilder builder;
  read_store(test, test.action, builder);
  const auto before = builder.build();
  graph::ChangedSource changed(std::make_shared<const graph::ArchivedSource>(before, nullptr));
  prepared(test, std::string(request->value)).run(changed);
  GraphsByName actual, expected;
  copy(*changed.freeze({}), actual);
  read_store(test, *test.result, expected);
  std::string difference;
  for (auto& [name, quads] : expected.graphs)
    if (!rdf::isomorphic(actual.graphs[name].quads(), quads.quads()))
      difference += "graph <" + name + "> is\n" + rdf::sorted_nquads(actual.graphs[name].quads()) +
                    "    instead of\n" + rdf::sorted_nquads(quads.quads());
  for (const auto& [name, quads] : actual.graphs)
    if (!quads.quads().empty() && !expected.graphs.contains(name))
      difference += "graph <" + name + "> should be empty\n";
  return difference;
}

std::string judge(const TestCase& test) {
  if (test.type.starts_with("NegativeUpdateSyntaxTest") || test.type.starts_with("NegativeSyntaxTest")) {
    try {
      (void)prepared(test, test.action.value);
    } catch (const QueryError& error) {
      return error.code() == "query.syntax" && error.place().line ? "" : "refused without a place: " + error.code();
    }
    return "accepted";
  }
  if (test.type.starts_with("PositiveUpdateSyntaxTest")) {
    (void)prepared(test, test.action.value);
    return {};
  }
  return judge_evaluation(test);
}

} // namespace

} // namespace micrograph::conformance

int main(int count, char** arguments) {
  using namespace micrograph::conformance;
  return run_sparql_suite(count, arguments, [](const TestCase&) { return true; }, judge);
}
