#include "graph_text.hpp"
#include "identity/blocks.hpp"
#include "identity/candidate_mappings.hpp"
#include "identity/resolution.hpp"
#include "sssom/check.hpp"

#include <doctest/doctest.h>

#include <iterator>
#include <random>
#include <set>
#include <string>
#include <utility>

using namespace micrograph;
using namespace micrograph::identity;
using micrograph::test::graph_from;

namespace {

/// `a~b 0.75`, one a line.
std::string candidates(const std::string& trig, double min_score = 0.7, std::vector<Decision> decisions = {}) {
  const auto graph = graph_from(trig);
  FindingList findings;
  ResolutionOptions options;
  options.search.min_score = min_score;
  const Resolution resolution(*graph, std::move(decisions), options, findings);
  std::string out;
  const auto name = [&](std::uint32_t entity) {
    const std::string iri = graph->term(resolution.entities().id(entity)).value;
    return iri.substr(iri.rfind('/') + 1);
  };
  for (const Candidate& candidate : resolution.candidates())
    out += (out.empty() ? "" : "\n") + name(candidate.a) + '~' + name(candidate.b) + ' ' + score_text(candidate.reasons.score());
  return out;
}

std::string person(const std::string& id, const std::string& name, const std::string& more = {}) {
  return "ex:" + id + " a schema:Person ; schema:name \"" + name + "\" " + more + ".\n";
}

} // namespace

TEST_CASE("people: the same name in other writing is a candidate, another given name is not") {
  CHECK(candidates(person("a", "Björn Grüning") + person("b", "Gruening, Bjoern") + person("c", "Barbara Grüning")) == "a~b 0.75");
  CHECK(candidates(person("a", "Zhang Wei") + person("b", "Wei Zhang"), 0.5) == "a~b 0.6");
}

TEST_CASE("people: initials need something beside them") {
  const std::string people = person("a", "Graml V", "; schema:affiliation ex:o") + person("b", "Veronika Graml", "; schema:affiliation ex:p");
  CHECK(candidates(people) == "");
  CHECK(candidates(people, 0.4) == "a~b 0.4");
  CHECK(candidates(people + "ex:o a schema:Organization ; schema:name 'University of Cambridge' . ex:p a schema:Organization ; schema:name 'UNIVERSITY of Cambridge' .") ==
        "a~b 0.7\no~p 0.85");
  CHECK(candidates(people + person("c", "Ana Lima") + person("d", "Lima, A.") + person("e", "Bo Ek") + person("f", "Ek B") +
                   "ex:w a dcat:Dataset ; dcterms:creator ex:a , ex:c , ex:e . ex:v a dcat:Dataset ; dcterms:creator ex:b , ex:d , ex:f .") ==
        "a~b 0.76\nc~d 0.76\ne~f 0.76");
}

TEST_CASE("people whom one document names side by side are two") {
  const std::string list = "<https://example.org/d#1> a schema:Person ; schema:name 'Wei Zhang' . <https://example.org/d#2> a schema:Person ; schema:name 'Wei Zhang' .";
  CHECK(candidates(list) == "d#1~d#2 0.75");
  CHECK(candidates(list + "ex:w a dcat:Dataset ; dcterms:creator <https://example.org/d#1> , <https://example.org/d#2> .") == "");
}

TEST_CASE("different ORCID iDs and refusals keep candidates away") {
  const std::string first = "; dcterms:identifier 'https://orcid.org/0000-0002-1825-0097'", second = "; dcterms:identifier 'https://orcid.org/0000-0001-5109-3700'";
  CHECK(candidates(person("a", "Karin Lindman", first) + person("b", "Karin Lindman", second)) == "");
  CHECK(candidates(person("a", "Karin Lindman", first) + person("b", "Karin Lindman")) == "a~b 0.75");
  CHECK(candidates(person("a", "Karin Lindman") + person("b", "Karin Lindman"), 0.7, {{"https://example.org/a", "https://example.org/b", false, {}}}) == "");
}

TEST_CASE("of two sets the best pair comes, once") {
  const std::string orcid = "; dcterms:identifier 'https://orcid.org/0000-0002-1825-0097'";
  CHECK(candidates(person("a", "Josiah Carberry", orcid) + person("b", "Carberry, J", orcid) + person("c", "Josiah Carberry")) == "a~c 0.75");
}

TEST_CASE("a name that many have says little") {
  std::string many;
  for (int i = 0; i < 40; ++i)
    many += person("p" + std::to_string(i), "Maria Silva");
  CHECK(candidates(many) == "");
}

TEST_CASE("works: title, makers, siblings, other DOIs") {
  const std::string title = "a dcat:Dataset ; dcterms:title 'High resolution imaging of chromatin'";
  CHECK(candidates("ex:a " + title + " . ex:b " + title + " .") == "a~b 0.75");
  CHECK(candidates("ex:a " + title + " ; dcterms:identifier 'https://doi.org/10.5072/1' . ex:b " + title + " ; dcterms:identifier 'https://doi.org/10.5072/2' .") == "");
  CHECK(candidates("ex:a a dcat:Dataset ; dcterms:title 'Drug screen, experiment A' . ex:b a dcat:Dataset ; dcterms:title 'Drug screen, experiment B' .", 0.1) == "");
  CHECK(candidates("<https://example.org/d#1> " + title + " . <https://example.org/d#2> " + title + " .") == "");
}

TEST_CASE("images: date, label and geometry together") {
  const std::string image = "a core:Image ; rdfs:label 'cells' ; size:SizeX 512 ; size:SizeY 512 ; core:physical_size_x ex:q ; core:physical_size_y ex:q ";
  const std::string dated = image + "; core:acquisition_date '2021-06-15T06:09:43'";
  CHECK(candidates("ex:a " + dated + " . ex:b " + dated + " .") == "a~b 0.808");
  CHECK(candidates("ex:a " + image + " . ex:b " + image + " .", 0.6) == "a~b 0.616");
  CHECK(candidates("ex:a " + dated + " . ex:b " + image + " ; core:acquisition_date '2021-06-15T06:09:44' .", 0.1) == "");
  CHECK(candidates("ex:a " + dated + " . ex:b " + dated + " ; size:SizeZ 3 . ex:c " + dated + " ; size:SizeZ 4 .") == "a~b 0.808\na~c 0.808");
}

TEST_CASE("a label that many acquisitions have says little, however many files one is in") {
  std::string one, many;
  for (int i = 0; i < 9; ++i) {
    const std::string image = "ex:i" + std::to_string(i) + " a core:Image ; rdfs:label 'default' ; size:SizeX 512 ; size:SizeY 512 ; core:acquisition_date ";
    one += image + "'2021-06-15T06:09:43' .\n";
    many += image + "'2021-06-15T06:09:4" + std::to_string(i / 2) + "' .\n";
  }
  CHECK(candidates(one).starts_with("i0~i1 0.76\n"));
  CHECK(candidates(many).empty() == false);
  CHECK(candidates(many, 0.76) == "");
}

TEST_CASE("images with other DICOM UIDs are two, also in one second") {
  const std::string image = " a core:Image ; rdfs:label 'brain' ; size:SizeX 512 ; size:SizeY 512 ; core:acquisition_date '1995-09-03T17:35:25' .";
  CHECK(candidates("ex:a" + image + "ex:b" + image) == "a~b 0.76");
  CHECK(candidates("<urn:oid:1.2.826.0.1.3680043.1>" + image + "<urn:oid:1.2.826.0.1.3680043.2>" + image) == "");
}

TEST_CASE("a block that is too large is compared with neighbours only, and told") {
  Blocks blocks;
  for (std::uint32_t i = 0; i < 1000; ++i)
    blocks.add(1, i, i);
  CandidateCounters counters;
  std::uint64_t compared = 0;
  CandidateOptions options;
  options.block = 64;
  options.window = 16;
  blocks.for_each_pair(options, counters, [&](std::uint32_t, std::uint32_t) { ++compared; });
  CHECK(compared == 1000 * 16 - 16 * 17 / 2);
  CHECK(counters.large_blocks == 1);
}

TEST_CASE("people: an address, or an account within one institution") {
  const auto experimenter = [](const std::string& id, const std::string& more) { return "ex:" + id + " a core:Experimenter ; " + more + " .\n"; };
  CHECK(candidates(experimenter("a", "core:email 'Jo@Lab.example.org'") + experimenter("b", "schema:email 'jo@lab.example.org'")) == "a~b 0.9");
  CHECK(candidates(person("a", "Jo Ek", "; schema:email <mailto:jo@lab.example.org>") + experimenter("b", "core:email 'jo@lab.example.org'")) == "a~b 0.9");
  // A shared address of two people; and no address at all.
  CHECK(candidates(person("a", "Jo Ek", "; schema:email 'lab@example.org'") + person("b", "Ana Lima", "; schema:email 'lab@example.org'")) == "");
  CHECK(candidates(experimenter("a", "core:email 'withheld'") + experimenter("b", "core:email 'withheld'"), 0.1) == "");
  const std::string jo = "core:user_name 'jek' ; core:institution ";
  CHECK(candidates(experimenter("a", jo + "'University of Uppsala'") + experimenter("b", jo + "'university of Uppsala'")) == "a~b 0.85");
  CHECK(candidates(experimenter("a", jo + "'University of Uppsala'") + experimenter("b", jo + "'University of Turku'"), 0.1) == "");
  CHECK(candidates(experimenter("a", "core:user_name 'jek'") + experimenter("b", "core:user_name 'jek'"), 0.1) == "");
  CHECK(candidates(experimenter("a", "core:user_name 'withheld' ; core:institution 'Turku'") + experimenter("b", "core:user_name 'withheld' ; core:institution 'Turku'"), 0.1) == "");
  CHECK(candidates(experimenter("a", "core:first_name 'Jo' ; core:last_name 'Ek'") + person("b", "Ek, Jo")) == "a~b 0.75");
}

TEST_CASE("works: a copied UUID makes a candidate, a citation none") {
  const std::string copied = " a dcat:Dataset ; dcterms:identifier 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6' ; dcterms:title ";
  const std::string works = "ex:a" + copied + "'Cells of the kidney' . ex:b" + copied + "'Teeth in resin' . ex:c" + copied + "'Cells of the kidney' .";
  CHECK(candidates(works, 0.5) == "a~b 0.5\na~c 0.875\nb~c 0.5");
  CHECK(candidates(works) == "a~c 0.875");
  const std::string twins = "ex:a a dcat:Dataset ; dcterms:title 'Cells of the kidney' . ex:b a schema:ScholarlyArticle ; dcterms:title 'Cells of the kidney' . ";
  CHECK(candidates(twins) == "a~b 0.75");
  CHECK(candidates(twins + "ex:a schema:citation ex:b .") == "");
  CHECK(candidates(twins + "ex:b dcterms:isReferencedBy ex:a .") == "");
}

TEST_CASE("work grows with the entities, not with their square") {
  const auto compared = [](int count) {
    std::string trig;
    for (int i = 0; i < count; ++i)
      trig += person("p" + std::to_string(i), "Maria Silva");
    const auto graph = graph_from(trig);
    FindingList findings;
    const Resolution resolution(*graph, {}, {}, findings);
    CHECK(findings.findings().size() == 1);
    CHECK(findings.findings().front().code == "identity.block.large");
    return resolution.counters().compared;
  };
  const std::uint64_t once = compared(500), twice = compared(1000);
  CHECK(twice < once * 21 / 10);
}

TEST_CASE("names and titles of any bytes and length are read") {
  std::mt19937 random(5);
  const std::string pieces[]{"a", ",", ".", " ", "-", "\xC3", "\xBC", "\xCC\x88", "\xFF", "'", "(", ")", "The ", "Dr", "JLD", "van", "\xE6\x97\xA5", "1"};
  graph::SnapshotBuilder builder;
  for (int i = 0; i < 400; ++i) {
    std::string text;
    for (std::size_t k = random() % (i % 40 == 0 ? 4000 : 12); k > 0; --k)
      text += pieces[random() % std::size(pieces)];
    const std::string name = "https://example.org/" + std::to_string(i);
    const char* const classes[]{"http://schema.org/Person", "http://schema.org/Organization", "http://purl.org/dc/terms/Agent", "http://www.w3.org/ns/dcat#Dataset"};
    builder.statement({rdf::iri(name), rdf::iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), rdf::iri(classes[i % 4]), {}});
    for (const char* property : {"http://schema.org/name", "http://schema.org/givenName", "http://schema.org/familyName", "http://purl.org/dc/terms/title",
                                 "http://purl.org/dc/terms/identifier", "http://schema.org/sha256"})
      builder.statement({rdf::iri(name), rdf::iri(property), rdf::literal(text), {}});
  }
  const auto graph = builder.build();
  FindingList findings;
  ResolutionOptions options;
  options.search.min_score = 0;
  const Resolution resolution(*graph, {}, options, findings);
  CHECK(resolution.entities().size() == 400);
  for (const Candidate& candidate : resolution.candidates()) {
    CHECK(candidate.a < candidate.b);
    CHECK_FALSE(candidate.reasons.empty());
    CHECK(candidate.reasons.score() >= 0);
    CHECK(candidate.reasons.score() <= 1);
  }
}

TEST_CASE("candidates are a valid mapping set that decides nothing") {
  const auto graph = graph_from(person("a", "Björn Grüning") + person("b", "Gruening, Bjoern"));
  FindingList findings;
  const Resolution resolution(*graph, {}, {}, findings);
  sssom::MappingSet set = candidate_mappings(resolution);
  sssom::require_valid(set);
  REQUIRE(set.mappings.size() == 1);
  CHECK(set.mappings[0].text("confidence") == "0.75");
  CHECK(set.mappings[0].text("comment") == "full-name 0.75");
  CHECK(decisions_of(set).empty());
}

TEST_CASE("scores are written shortly") {
  CHECK(score_text(0.75) == "0.75");
  CHECK(score_text(0.8084) == "0.808");
  CHECK(score_text(1) == "1");
  CHECK(score_text(0.0004) == "0.0");
}
