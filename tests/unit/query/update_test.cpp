#include "base/error.hpp"
#include "query/update.hpp"
#include "query_fixture.hpp"
#include "rdf/canonical.hpp"

#include <doctest/doctest.h>

#include <array>
#include <optional>

namespace micrograph::query {
namespace {

using test::graph_of;

/// A graph to be updated, step by step.
struct World {
  explicit World(std::string_view trig, graph::DefaultGraph mode = graph::DefaultGraph::strict)
      : changed(std::make_shared<const graph::ArchivedSource>(graph_of(trig)->with_default_graph(mode), nullptr)) {}

  UpdateCounts run(const std::string& text) {
    return PreparedUpdate(test::prefixes + text, "request", "http://base/").run(changed, options);
  }
  /// The code that a request ends with; empty if it does not.
  std::string code_of(const std::string& text) {
    try {
      (void)run(text);
    } catch (const Error& error) {
      return error.code();
    }
    return {};
  }
  /// The rows of a query, as test::rows() has them.
  std::string ask(const std::string& text) { return test::rows(*changed.freeze({}), text); }
  std::string all() { return ask("SELECT * { ?s ?p ?o }"); }
  std::string in(const std::string& graph) { return ask("SELECT * { GRAPH " + graph + " { ?s ?p ?o } }"); }

  graph::ChangedSource changed;
  UpdateOptions options;
};

TEST_CASE("the pattern of an operation sees what those before it did, and nothing of its own") {
  World world(":a :p 1 .");
  const UpdateCounts counts = world.run("INSERT DATA { :b :p 2 } ;"
                                        "INSERT { ?s :q ?o . ?s :p 9 } WHERE { ?s :p ?o } ;"
                                        "DELETE { ?s :p ?o } INSERT { ?s :r ?o } WHERE { ?s :p ?o FILTER (?o > 1) }");
  CHECK(counts.operations == 3);
  CHECK(counts.inserted == 1 + 4 + 3);
  CHECK(counts.removed == 3);
  CHECK(world.all() == ":a :p 1 | :a :q 1 | :a :r 9 | :b :q 2 | :b :r 2 | :b :r 9");
}

TEST_CASE("deletion comes before insertion") {
  World world(":a :p 1 .");
  world.run("DELETE { ?s ?p ?o } INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }");
  CHECK(world.all() == ":a :p 1");
}

TEST_CASE("quads that would be no RDF are left out") {
  World world(":a :p 1 . :b :p :c .");
  world.run("INSERT { ?o :q ?s . ?s ?o 1 . ?s :r ?unbound . ?nowhere :r 1 GRAPH ?o { ?s :p 3 } } WHERE { ?s :p ?o }");
  CHECK(world.all() == ":a :p 1 | :b :c 1 | :b :p :c | :c :q :b");
  CHECK(world.in(":c") == ":b :p 3");
}

TEST_CASE("blank nodes are new for each solution, each operation and each request") {
  World world(":a :p 1 . :b :p 2 .");
  const std::string insert = "INSERT { ?s :has _:n . _:n :is ?o GRAPH :g { _:n :is ?o } } WHERE { ?s :p ?o }";
  world.run(insert);
  CHECK(world.ask("SELECT (COUNT(DISTINCT ?n) AS ?c) { ?s :has ?n . GRAPH :g { ?n :is ?o } }") == "2");
  world.run(insert + ";" + insert);
  CHECK(world.ask("SELECT (COUNT(DISTINCT ?n) AS ?c) { ?s :has ?n }") == "6");
  world.run("INSERT DATA { :x :data _:d, _:d } ; INSERT DATA { :x :data [] }");
  CHECK(world.ask("SELECT (COUNT(*) AS ?c) { :x :data ?n }") == "2");
  world.run("INSERT { ?s :made ?n } WHERE { ?s :p ?o BIND (BNODE() AS ?n) } ;"
            "INSERT { ?s :made ?n } WHERE { ?s :p ?o BIND (BNODE() AS ?n) }");
  CHECK(world.ask("SELECT (COUNT(DISTINCT ?n) AS ?c) { ?s :made ?n }") == "4");
}

TEST_CASE("the same request on the same graph gives the same names") {
  const auto names = [] {
    World world(":a :p 1 . :b :p 2 .");
    world.run("INSERT { ?s :has _:n } WHERE { ?s :p ?o } ; INSERT DATA { :x :y [] }");
    rdf::QuadList quads;
    PreparedQuery("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "query").construct(*world.changed.freeze({}), quads);
    return rdf::sorted_nquads(quads.quads());
  };
  CHECK(names() == names());
}

TEST_CASE("a blank node that is matched is the one that is in the graph") {
  World world(":a :p [ :q 1 ] .");
  world.run("INSERT { ?n :r 2 } WHERE { :a :p ?n } ; DELETE { ?n :q ?o } WHERE { ?n :q ?o }");
  CHECK(world.ask("SELECT ?o { :a :p ?n . ?n :r ?o }") == "2");
  CHECK(world.ask("SELECT ?o { ?n :q ?o }").empty());
}

TEST_CASE("WITH and USING say where the pattern looks") {
  const char trig[] = ":a :p 0 . :g { :a :p 1 } :h { :a :p 2 }";
  World with(trig);
  with.run("WITH :g DELETE { ?s :p ?o } INSERT { ?s :q ?o } WHERE { ?s :p ?o }");
  CHECK(with.in(":g") == ":a :q 1");
  CHECK(with.all() == ":a :p 0");
  World using_(trig);
  using_.run("WITH :g INSERT { ?s :q ?o } USING :h WHERE { ?s :p ?o }");
  CHECK(using_.in(":g") == ":a :p 1 | :a :q 2");
  World named(trig);
  named.run("WITH :g INSERT { ?s :all ?o } WHERE { GRAPH ?any { ?s :p ?o } }");
  CHECK(named.in(":g") == ":a :all 1 | :a :all 2 | :a :p 1");
  World missing(trig);
  missing.run("WITH :none INSERT { ?s :q ?o } WHERE { ?s :p ?o }");
  CHECK(missing.in(":none").empty());
  World using_named(trig);
  using_named.run("INSERT { ?s :q ?o } USING NAMED :h WHERE { GRAPH ?any { ?s :p ?o } }");
  CHECK(using_named.all() == ":a :p 0 | :a :q 2");
}

TEST_CASE("where the default graph is the merge of all, patterns see it and templates do not change it") {
  World world(":g { :a :p 1 } :h { :b :p 2 }", graph::DefaultGraph::union_of_all);
  const UpdateCounts counts = world.run("DELETE { ?s :p ?o } INSERT { GRAPH :new { ?s :seen ?o } } WHERE { ?s :p ?o }");
  CHECK(counts.missed == 2);
  CHECK(counts.removed == 0);
  CHECK(world.in(":new") == ":a :seen 1 | :b :seen 2");
  CHECK(world.in(":g") == ":a :p 1");
}

TEST_CASE("whole graphs") {
  const char trig[] = ":a :p 0 . :g { :a :p 1 } :h { :a :p 2 }";
  const auto after = [&](const std::string& text) {
    World world(trig);
    world.run(text);
    return world.all() + " / " + world.in(":g") + " / " + world.in(":h");
  };
  CHECK(after("CLEAR GRAPH :g") == ":a :p 0 /  / :a :p 2");
  CHECK(after("DROP DEFAULT") == " / :a :p 1 / :a :p 2");
  CHECK(after("CLEAR NAMED") == ":a :p 0 /  / ");
  CHECK(after("DROP ALL") == " /  / ");
  CHECK(after("ADD :g TO :h") == ":a :p 0 / :a :p 1 / :a :p 1 | :a :p 2");
  CHECK(after("COPY :g TO :h") == ":a :p 0 / :a :p 1 / :a :p 1");
  CHECK(after("MOVE :g TO DEFAULT") == ":a :p 1 /  / :a :p 2");
  CHECK(after("COPY :g TO :g") == ":a :p 0 / :a :p 1 / :a :p 2");
  CHECK(after("MOVE GRAPH :g TO GRAPH :g") == ":a :p 0 / :a :p 1 / :a :p 2");
  CHECK(after("CLEAR ALL ; INSERT DATA { GRAPH :g { :a :p 1, 3 } }") == " / :a :p 1 | :a :p 3 / ");
  CHECK(after("DELETE WHERE { GRAPH ?any { :a :p 1 } }") == ":a :p 0 /  / :a :p 2");
}

TEST_CASE("graphs that should or should not exist") {
  World world(":g { :a :p 1 }");
  CHECK(world.code_of("CREATE GRAPH :g") == "query.graph-exists");
  CHECK(world.code_of("CREATE SILENT GRAPH :g").empty());
  CHECK(world.code_of("CREATE GRAPH :n ; CREATE GRAPH :n") == "query.graph-exists");
  CHECK(world.code_of("CREATE GRAPH :n ; CLEAR GRAPH :n ; DROP GRAPH :n ; CREATE GRAPH :n").empty());
  for (const char* operation : {"CLEAR GRAPH :no", "DROP GRAPH :no", "ADD :no TO :g", "MOVE :no TO :g", "COPY :no TO :g"})
    CHECK(world.code_of(operation) == "query.graph-missing");
  CHECK(world.code_of("DROP SILENT GRAPH :no ; MOVE SILENT :no TO :g").empty());
  CHECK(world.in(":g") == ":a :p 1");
}

TEST_CASE("LOAD asks whoever may read documents") {
  World world(":a :p [] .");
  CHECK(world.code_of("LOAD <doc>") == "query.load-not-allowed");
  CHECK(world.code_of("LOAD SILENT <doc>").empty());
  std::string asked;
  world.options.load = [&](const std::string& iri, rdf::StatementSink& sink) {
    asked = iri;
    rdf::read_rdf("@prefix : <http://e/> . :a :q _:b1 . _:b1 :r 1 ." +
                      std::string(iri == "http://base/quads" ? " :n { :a :q 2 }" : ""),
                  rdf::Syntax::trig, iri, sink);
    if (iri == "http://base/broken")
      throw IoError("net.failed", "no answer");
  };
  CHECK(world.code_of("LOAD SILENT <broken>").empty());
  CHECK(world.ask("SELECT * { ?s :q ?o }").empty()); // all or nothing
  world.run("LOAD <doc> INTO GRAPH :g ; LOAD <doc> INTO GRAPH :g");
  CHECK(asked == "http://base/doc");
  CHECK(world.ask("SELECT (COUNT(*) AS ?c) { GRAPH :g { :a :q ?n . ?n :r 1 } }") == "2");
  CHECK(world.code_of("LOAD <quads> INTO GRAPH :g") == "query.load-graphs");
  world.run("LOAD <quads>");
  CHECK(world.in(":n") == ":a :q 2");
}

TEST_CASE("limits hold for updates") {
  World world(":a :p 1, 2, 3 .");
  world.options.limits.rows = 5;
  CHECK(world.code_of("INSERT { ?s :q ?o, ?n } WHERE { ?s :p ?o, ?n }") == "query.row-limit");
  CHECK(world.code_of("INSERT { ?s :q ?o } WHERE { SERVICE <http://e/sparql> { ?s :p ?o } }") == "query.service-not-allowed");
}

TEST_CASE("limits hold for operations on whole graphs, SILENT or not") {
  std::string data = ":g { ";
  for (int i = 0; i < 3000; ++i)
    data += ":s :p " + std::to_string(i) + " . ";
  World world(data + "}");
  world.options.limits.bytes = 200'000; // of about 100 bytes a quad
  for (const char* operation : {"COPY :g TO :h", "ADD SILENT :g TO :h", "MOVE SILENT :g TO :h"})
    CHECK(world.code_of(operation) == "query.memory-limit");
  world.options.load = [](const std::string&, rdf::StatementSink& sink) {
    for (int i = 0; i < 3000; ++i)
      sink.statement({rdf::iri("http://e/s"), rdf::iri("http://e/p"), rdf::literal(std::to_string(i)), {}});
  };
  CHECK(world.code_of("LOAD SILENT <document>") == "query.memory-limit");
  CHECK(world.ask("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }") == "3000");
  world.options.limits.bytes = 2'000'000;
  CHECK(world.run("COPY :g TO :h").inserted == 3000);
}

TEST_CASE("an update asks a service for what its pattern leaves, as the graph stands at that operation") {
  World world(":a :p 1 .");
  std::vector<std::string> asked;
  world.options.services = {{"http://e/sparql"}, [&](const std::string&, const std::string& text, std::chrono::milliseconds) {
                              asked.push_back(text);
                              return ResultRows{{}, {"s", "o"}, {{rdf::Term(rdf::iri("http://e/b")), rdf::Term(rdf::literal("x"))}}};
                            }};
  world.run("INSERT DATA { :b :p 2 } ; DELETE { ?s :p ?n } INSERT { ?s :q ?o } WHERE { ?s :p ?n SERVICE <http://e/sparql> { ?s :r ?o } }");
  CHECK(world.all() == ":a :p 1 | :b :q x");
  REQUIRE(asked.size() == 1);
  CHECK(asked[0] == "SELECT * WHERE { VALUES (?s) { (<http://e/a>) (<http://e/b>) } { ?s <http://e/r> ?o } }");
}

} // namespace
} // namespace micrograph::query
