// A plan that is made once gives, on each of many sources, what a plan made for that source gives.
#include "mapping/document_source.hpp"
#include "mapping/mapper.hpp"
#include "query/engine.hpp"
#include "query/standing_query.hpp"

#include "base/error.hpp"
#include "rdf/serd_io.hpp"
#include "support/scratch_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace micrograph;
using namespace micrograph::mapping;
using test::ScratchFolder;

namespace {

using Lines = std::vector<std::string>;

const std::string prefixes = "PREFIX : <http://e/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n";

SourceGraph graph_of(const std::string& turtle, const RuleVocabulary& vocabulary) {
  SourceGraph graph(vocabulary, SourceGraph::Keep::all);
  rdf::read_rdf("@prefix : <http://e/> .\n" + turtle, rdf::Syntax::turtle, "http://e/", graph);
  return graph;
}

std::string line_of(const rdf::Quad& quad) {
  return to_ntriples(quad.subject) + " " + to_ntriples(quad.predicate) + " " + to_ntriples(quad.object);
}

Lines planned_anew(const query::PreparedQuery& query, const graph::QuadSource& source) {
  Lines lines;
  query.construct_solutions(source, [&](std::span<const rdf::Quad> quads, const query::Solution&) {
    for (const rdf::Quad& quad : quads)
      lines.push_back(line_of(quad));
  });
  std::sort(lines.begin(), lines.end());
  return lines;
}

Lines planned_once(query::StandingQuery& plan) {
  Lines lines;
  plan.construct_solutions({}, [&](const query::StandingQuery::Constructed& made) {
    for (const auto& [subject, predicate, object] : made.triples)
      lines.push_back(line_of(rdf::Quad(plan.term(subject), plan.term(predicate), plan.term(object))));
  });
  std::sort(lines.begin(), lines.end());
  return lines;
}

/// Counts what a plan is made from.
class Asked final : public DocumentSource {
public:
  using DocumentSource::DocumentSource;
  std::optional<graph::ValueId> find(const rdf::TermView& term) const override {
    ++finds;
    return DocumentSource::find(term);
  }
  std::uint64_t estimate(const graph::Pattern& pattern) const override {
    ++estimates;
    return DocumentSource::estimate(pattern);
  }
  mutable std::uint64_t finds = 0, estimates = 0;
};

const std::vector<std::string> documents{
    "<a> a :A ; :p <b> , <c> ; :n 5 . <b> :q \"x\" . <c> :q \"y\" ; :p <d> . <d> :q \"z\" .",
    "",
    "<c> :q \"y\" .",
    "<b> a :A ; :p <c> ; :n 0.5 . <c> :p <b> , <a> ; :q \"new\" .",
    "<a> a :B ; :p <b> . <b> :q \"x\" , \"y\" . <e> a :A .",
    "<a> a :A ; :p <b> , <c> ; :n 5 . <b> :q \"x\" . <c> :q \"y\" ; :p <d> . <d> :q \"z\" .",
    "<a> :q \"x\" . <b> :q \"x!\" .",
};

const std::vector<std::string> rules{
    "CONSTRUCT { ?a :made ?t } WHERE { ?a a :A ; :p ?b . ?b :q ?t }",
    "CONSTRUCT { ?a :made ?t } WHERE { ?a a :A OPTIONAL { ?a :p ?b . ?b :q ?t FILTER (?t != \"y\") } }",
    "CONSTRUCT { ?a :made ?b } WHERE { ?a a :A ; :p+ ?b }",
    "CONSTRUCT { ?a :made ?b } WHERE { ?a a :A ; :p* ?b FILTER NOT EXISTS { ?b a :B } }",
    "CONSTRUCT { ?a :made ?n } WHERE { ?a a :A { SELECT (COUNT(*) AS ?n) WHERE { ?x :q ?y } } }",
    "CONSTRUCT { ?a ?p ?v } WHERE { VALUES (?p ?v) { (:new \"here\") (:n 5) (:q \"x\") } ?a a :A ; ?p ?v }",
    "CONSTRUCT { ?a :made ?s } WHERE { { ?a :n 5 } UNION { ?a :p :b } MINUS { ?a a :B } BIND (CONCAT(STR(?a), \"!\") AS ?s) }",
    "CONSTRUCT { ?a :made [ :q ?t ] } WHERE { ?a :q ?t }",
    "CONSTRUCT { ?a :made ?x } WHERE { ?a !(:p|:q) ?x }",
    // Edges are held in memory while the run lasts.
    "CONSTRUCT { ?a :made ?b } WHERE { ?a :p+ ?b }",
    // A term that is made in one source is there in another.
    "CONSTRUCT { ?a :made ?b } WHERE { ?a :q ?t BIND (CONCAT(?t, \"!\") AS ?u) { ?b :q ?u } }",
};

} // namespace

TEST_CASE("a standing plan gives what a new plan gives, whatever is shown, and asks for nothing again") {
  RuleVocabulary vocabulary;
  std::vector<std::unique_ptr<query::PreparedQuery>> queries;
  for (const std::string& rule : rules) {
    queries.push_back(std::make_unique<query::PreparedQuery>(prefixes + rule, "rule"));
    const VocabularyCollector collector(vocabulary);
    (void)query::StandingQuery(*queries.back(), collector);
  }
  std::size_t made = 0;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    CAPTURE(rules[i]);
    Asked source(vocabulary);
    query::StandingQuery plan(*queries[i], source);
    for (const std::string& document : documents) {
      CAPTURE(document);
      const SourceGraph graph = graph_of(document, vocabulary);
      source.show(&graph);
      source.finds = source.estimates = 0;
      const Lines once = planned_once(plan);
      // Terms that a run makes are looked for in the source, those of the rule are not.
      CHECK(source.finds <= graph.size() + once.size());
      CHECK(source.estimates == 0);
      CHECK(once == planned_anew(*queries[i], source));
      made += once.size();
    }
  }
  CHECK(made > 60);
}

TEST_CASE("a run that is broken off leaves nothing behind") {
  RuleVocabulary vocabulary;
  const query::PreparedQuery query(prefixes + rules[0], "rule");
  const VocabularyCollector collector(vocabulary);
  (void)query::StandingQuery(query, collector);
  DocumentSource source(vocabulary);
  query::StandingQuery plan(query, source);
  const SourceGraph graph = graph_of(documents[0], vocabulary), other = graph_of(documents[3], vocabulary);
  source.show(&graph);
  struct Enough {};
  CHECK_THROWS_AS(plan.construct_solutions({}, [](const query::StandingQuery::Constructed&) { throw Enough(); }), Enough);
  source.show(&other);
  CHECK(planned_once(plan) == Lines{"<http://e/b> <http://e/made> \"new\""});
}

TEST_CASE("a solution has the terms that are wanted") {
  RuleVocabulary vocabulary;
  const query::PreparedQuery query(prefixes + rules[0], "rule");
  const VocabularyCollector collector(vocabulary);
  (void)query::StandingQuery(query, collector);
  DocumentSource source(vocabulary);
  query::StandingQuery plan(query, source);
  const SourceGraph graph = graph_of(documents[3], vocabulary);
  source.show(&graph);
  const auto& names = query.variables();
  const auto at = static_cast<std::size_t>(std::find(names.begin(), names.end(), "t") - names.begin());
  REQUIRE(at < names.size());
  const std::vector<std::size_t> wanted{at};
  std::size_t solutions = 0;
  plan.construct_solutions(wanted, [&](const query::StandingQuery::Constructed& made) {
    REQUIRE(made.wanted.size() == 1);
    CHECK(plan.term(made.wanted[0]) == rdf::Term(rdf::literal("new")));
    ++solutions;
  });
  CHECK(solutions == 1);
}

TEST_CASE("what cannot stand is refused") {
  RuleVocabulary vocabulary;
  const VocabularyCollector collector(vocabulary);
  const query::PreparedQuery select("SELECT * WHERE { ?s ?p ?o }", "query");
  CHECK_THROWS_AS(query::StandingQuery(select, collector), QueryError);
  // A term that the source does not know would have an id of this run only.
  const DocumentSource empty(vocabulary);
  const query::PreparedQuery unknown("CONSTRUCT { ?s ?p <urn:unknown> } WHERE { ?s ?p ?o }", "query");
  CHECK_THROWS_AS(query::StandingQuery(unknown, empty), std::logic_error);
}

TEST_CASE("a mapper plans a rule once, however many sources it maps, and once more for a thread beside it") {
  ScratchFolder mappings, ontologies;
  mappings.with("a.rq", prefixes + "CONSTRUCT { ?a :made ?t } WHERE { ?a a :A ; :p ?b . ?b :q ?t }");
  mappings.with("b.rq", "#+ requires: :B\nPREFIX : <http://e/>\nCONSTRUCT { ?a :found true } WHERE { ?a a :B }");
  mappings.with("c.rq", "#+ requires: :C|:D :E\nPREFIX : <http://e/>\nCONSTRUCT { ?a :some true } WHERE { ?a a ?kind . VALUES ?kind { :C :D } }");
  const Mapper mapper(mappings.path(), ontologies.path());
  CHECK(mapper.plans_made() == 0);
  const auto map = [&](const std::string& document) {
    SourceGraph graph(mapper.vocabulary());
    rdf::read_rdf("@prefix : <http://e/> .\n" + document, rdf::Syntax::turtle, "http://e/", graph);
    FindingList findings;
    return mapper.map(graph, findings).statements.size();
  };
  for (int i = 0; i < 20; ++i)
    CHECK(map("<a> a :A ; :p <b" + std::to_string(i) + "> . <b" + std::to_string(i) + "> :q \"x\" .") == 1);
  CHECK(mapper.plans_made() == 1);
  CHECK(map("<a> a :B .") == 1);
  CHECK(map("<b> a :B .") == 1);
  CHECK(mapper.plans_made() == 2);
  // Of alternatives one is enough, but of each list.
  CHECK(map("<c> a :C .") == 0);
  CHECK(map("<e> a :E .") == 0);
  CHECK(mapper.plans_made() == 2);
  CHECK(map("<d> a :D , :E .") == 1);
  CHECK(mapper.plans_made() == 3);

  std::atomic<int> right = 0;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread)
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 50; ++i)
        right += map("<a> a :A , :B ; :p <b> . <b> :q \"" + std::to_string(thread) + "\" .") == 2 ? 1 : 0;
    });
  for (std::thread& thread : threads)
    thread.join();
  CHECK(right == 200);
  CHECK(mapper.plans_made() <= 8);
}
