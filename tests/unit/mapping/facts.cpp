#include "mapping/facts.hpp"
#include "base/error.hpp"
#include "rdf/serd_io.hpp"
#include "support/scratch_folder.hpp"
#include "mapping/fact_definitions.hpp"
#include "mapping/places.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using namespace micrograph::mapping;
using test::ScratchFolder;

namespace {

const std::string head =
    "#curie_map:\n#  t: http://t/\n#  unit: http://qudt.org/vocab/unit/\n"
    "#entities:\n#  Image: t:Image\n#  Dataset: [t:Dataset, t:Collection]\n#labels: [rdfs:label, t:title]\n"
    "fact\tentity\tpath\tkind\tunit\tcanonical\tindex\tlabel\n";

/// A mapping result with Turtle for its statements; the place of each is `#/` and its number.
MappingResult result_of(const std::string& turtle) {
  rdf::QuadList quads;
  rdf::read_rdf(
      "@prefix t: <http://t/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
      "@prefix qudt: <http://qudt.org/schema/qudt/> . @prefix unit: <http://qudt.org/vocab/unit/> .\n" +
          turtle,
      rdf::Syntax::turtle, "http://d", quads);
  MappingResult result;
  for (const rdf::Quad& quad : quads.quads()) {
    const std::string number = std::to_string(result.statements.size() + 1);
    result.add(
        {quad,
         {0, rdf::Term(rdf::TermKind::iri, "ni:///x#/p(" + number + ")"), "text " + number, Status::stated}});
  }
  return result;
}

std::vector<std::string> lines_of(const Entity& entity) {
  std::vector<std::string> lines;
  for (const Fact& fact : entity.facts)
    lines.push_back(fact.name + (fact.index ? "[" + std::to_string(*fact.index) + "]" : "") + " = " +
                    fact.value.value + (fact.label.empty() ? "" : " (" + fact.label + ")") +
                    (fact.unit.empty() ? "" : " " + fact.unit));
  return lines;
}

using Lines = std::vector<std::string>;

Lines facts_of(const std::string& definitions, const std::string& turtle) {
  ScratchFolder folder;
  folder.with("facts.tsv", head + definitions);
  folder.with("core/profile.ttl", "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . <http://t/oil> "
                                  "rdfs:label \"Öl\"@de, \"oil\"@en .");
  const auto entities = FactView(folder.path()).facts(result_of(turtle));
  REQUIRE(entities.size() == 1);
  return lines_of(entities[0]);
}

std::string error_of(const std::string& definitions) {
  try {
    (void)read_fact_definitions(definitions, "facts.tsv");
    return "ok";
  } catch (const FormatError& error) {
    return error.code() + ":" + std::to_string(error.place().line.value_or(0));
  }
}

} // namespace

TEST_CASE("facts: literals, quantities, terms, IRIs, presence") {
  CHECK(facts_of("na\tImage\tt:objective t:na\tliteral\t1\t\t\t\n"
                 "size\tImage\tt:size\tquantity\tµm\tunit:MicroM\t\t\n"
                 "immersion\tImage\tt:objective t:immersion\tterm\t\t\t\t\n"
                 "operator\tImage\tt:by\tpresent\t\t\t\t\n"
                 "related\tImage\tt:partOf\tiri\t\t\t\tIsPartOf\n"
                 "absent\tImage\tt:nothing\tliteral\t\t\t\t\n",
                 "<#i> a t:Image ; t:objective <#o> ; t:size <#q> ; t:by <#me>, <#you> ; t:partOf "
                 "<http://whole>, \"text\" .\n"
                 "<#o> t:na 1.4, <#odd> ; t:immersion t:oil, t:slime . <#q> qudt:numericValue 500 ; "
                 "qudt:hasUnit unit:NanoM .") ==
        Lines{"na = 1.4 1", "size = 0.5 µm", "immersion = http://t/oil (oil)",
              "immersion = http://t/slime (slime)", "operator = yes", "related = http://whole (IsPartOf)"});
}

TEST_CASE("facts: derivation of the last step, and none for a presence") {
  ScratchFolder folder;
  folder.with("facts.tsv",
              head + "na\tImage\tt:objective t:na\tliteral\t1\t\t\t\nwho\tImage\tt:by\tpresent\t\t\t\t\n");
  const auto entities = FactView(folder.path())
                            .facts(result_of("<#i> a t:Image ; t:title \"second\" ; rdfs:label \"cell\" ; "
                                             "t:objective <#o> ; t:by <#me> . <#o> t:na 1.4 ."));
  REQUIRE(entities.size() == 1);
  CHECK(entities[0].iri == "http://d#i");
  CHECK(entities[0].type == "Image");
  CHECK(entities[0].label == "cell");
  REQUIRE(entities[0].facts.size() == 2);
  CHECK(entities[0].facts[0].literal == "text 6");
  CHECK(entities[0].facts[0].place.value == "ni:///x#/p(6)");
  CHECK(entities[0].facts[1].literal == "");
  CHECK(entities[0].facts[1].place.value == "");
}

TEST_CASE("facts: what is counted, and that one is not") {
  const std::string definitions = "fluor\tImage\tt:channel [t:Channel] t:fluor\tliteral\t\t\t1\t\n"
                                  "line\tImage\tt:channel t:light t:nm\tliteral\t\t\t2\t\n";
  CHECK(facts_of(definitions,
                 "<#i> a t:Image ; t:channel <#c(10)>, <#c(9)>, <#c(2)>, <#x> . <#c(10)> a t:Channel ; "
                 "t:fluor \"ten\" .\n"
                 "<#c(9)> a t:Channel . <#c(2)> a t:Channel ; t:fluor \"two\", \"zwei\" . <#x> t:fluor \"no "
                 "channel\" .") == Lines{"fluor[0] = two", "fluor[0] = zwei", "fluor[2] = ten"});
  CHECK(facts_of(definitions, "<#i> a t:Image ; t:channel <#c> . <#c> a t:Channel ; t:fluor \"one\" ; "
                              "t:light <#l> . <#l> t:nm 488 .") == Lines{"fluor = one", "line = 488"});
  // A light source that two channels share is one light source.
  CHECK(facts_of(
            definitions,
            "<#i> a t:Image ; t:channel <#c>, <#c(2)> . <#c> t:light <#l> . <#c(2)> t:light <#l>, <#l(2)> .\n"
            "<#l> t:nm 488 . <#l(2)> t:nm 561 .") == Lines{"line[0] = 488", "line[1] = 561"});
}

TEST_CASE("facts: steps back and tests") {
  CHECK(facts_of("set\tImage\t^t:hasPart t:title\tliteral\t\t\t\t\n"
                 "doi\tImage\tt:id [t:scheme=t:doi] t:value\tliteral\t\t\t\t\n"
                 "kind\tImage\tt:id [t:note=\"a b\"] t:value\tliteral\t\t\t\t\n"
                 "plain\tImage\tt:id [!t:scheme] t:value\tliteral\t\t\t\t\n"
                 "own\tImage\t[t:Image] t:title\tliteral\t\t\t\t\n"
                 "other\tImage\t[t:Dataset] t:title\tliteral\t\t\t\t\n",
                 "<#s> t:hasPart <#i> ; t:title \"set\" . <#i> a t:Image ; t:title \"image\" ; t:id <#1>, "
                 "<#2>, <#3> .\n"
                 "<#1> t:scheme t:doi ; t:value \"10.1\" . <#2> t:scheme t:ark ; t:value \"ark\" ; t:note "
                 "\"a b\" . <#3> t:value \"3\" .") ==
        Lines{"set = set", "doi = 10.1", "kind = ark", "plain = 3", "own = image"});
}

TEST_CASE("facts: definitions of one name are joined, and equal facts are one") {
  CHECK(
      facts_of(
          "a\tImage\tt:x\tliteral\t\t\t\t\nb\tImage\tt:z\tliteral\t\t\t\t\na\tImage\tt:y\tliteral\t\t\t\t\n",
          "<#i> a t:Image ; t:y \"1\", \"2\" ; t:x \"2\", \"3\" ; t:z \"z\" .") ==
      Lines{"a = 2", "a = 3", "a = 1", "b = z"});
}

TEST_CASE("facts: every entity once, type by type") {
  ScratchFolder folder;
  folder.with("facts.tsv", head + "t\tDataset\tt:title\tliteral\t\t\t\t\n");
  const auto entities =
      FactView(folder.path())
          .facts(result_of(
              "<#d> a t:Dataset, t:Collection ; t:title \"d\" . <#i> a t:Image . <#c> a t:Collection ."));
  REQUIRE(entities.size() == 3);
  CHECK(entities[0].type == "Image");
  CHECK(entities[1].iri == "http://d#d");
  CHECK(entities[1].facts.size() == 1);
  CHECK(entities[2].iri == "http://d#c");
}

TEST_CASE("facts: a quantity of another dimension, or without its parts, is no fact") {
  CHECK(facts_of("size\tImage\tt:size\tquantity\tµm\tunit:MicroM\t\t\n",
                 "<#i> a t:Image ; t:size <#s>, <#n>, <#u>, 5 . <#s> qudt:numericValue 5 ; qudt:hasUnit "
                 "unit:SEC . <#n> qudt:numericValue 5 .\n"
                 "<#u> qudt:hasUnit unit:MicroM .") == Lines{});
}

TEST_CASE("facts: what is wrong with the file is said with its line") {
  CHECK(error_of(head + "a\tImage\tt:x\tliteral\n") == "ok");
  CHECK(error_of(head + "a\tMovie\tt:x\tliteral\n") == "facts.definition:9");
  CHECK(error_of(head + "a\tImage\tu:x\tliteral\n") == "facts.definition:9");
  CHECK(error_of(head + "a\tImage\tt:x\tnumber\n") == "facts.definition:9");
  CHECK(error_of(head + "a\tImage\t\tliteral\n") == "facts.definition:9");
  CHECK(error_of(head + "a\tImage\t[t:C]\tliteral\n") == "facts.definition:9");
  CHECK(error_of(head + "a\tImage\tt:x [t:C\tliteral\n") == "facts.definition:9");
  CHECK(error_of(head + "a\tImage\tt:x\tquantity\tµm\n") == "facts.definition:9");
  CHECK(error_of(head + "a\tImage\tt:x\tquantity\tµm\tunit:Smoot\n") == "facts.definition:9");
  CHECK(error_of(head + "a\tImage\tt:x\tliteral\t\t\t2\n") == "facts.definition:9");
  CHECK(error_of("fact\tentity\tpath\tkind\n") == "facts.definition:1");
  CHECK(error_of("") == "mapping.table:1");
}

TEST_CASE("places: document order is by number, and a step without one is the first") {
  const auto before = [](const char* a, const char* b) {
    return compare_places(a, b) < 0 && compare_places(b, a) > 0;
  };
  CHECK(before("ni:///x#/A/C(9)", "ni:///x#/A/C(10)"));
  CHECK(before("ni:///x#/A/C", "ni:///x#/A/C(2)"));
  CHECK(before("ni:///x#/A/C/@b", "ni:///x#/A/C(2)"));
  CHECK(before("ni:///x#/A/C/D(9)", "ni:///x#/A/C(2)/D"));
  CHECK(before("ni:///x#/A", "ni:///x#/A/C"));
  CHECK(compare_places("ni:///x#/A(2)", "ni:///x#/A(2)") == 0);
  CHECK(compare_places("a(1)", "a") != 0);
  CHECK(before("a(", "a(x)"));
  CHECK(readable_path("ni:///x#/A(2)/@b") == "/A[2]/@b");
}
