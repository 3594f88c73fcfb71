#include "mapping_set_helpers.hpp"

#include "base/error.hpp"
#include "sssom/check.hpp"
#include "sssom/content.hpp"
#include "sssom/write.hpp"

#include <doctest/doctest.h>

#include <sstream>

using namespace micrograph;
using namespace micrograph::sssom;
using namespace micrograph::sssom::test;

namespace {

const std::string head =
    "#curie_map:\n"
    "#  a: https://example.org/a/\n"
    "#  b: https://example.org/b/\n"
    "#mapping_set_id: https://example.org/set\n"
    "#mapping_date: 2024-01-31\n"
    "#license: https://example.org/license\n"
    "subject_id\tsubject_type\tpredicate_id\tpredicate_type\tpredicate_modifier\tobject_id\t"
    "object_type\tobject_label\tmapping_justification\treviewer_label\treviewer_agreement\n";

std::string owl_of(const std::string& row) {
  return written(Form::owl, read_tsv(head + row + "\n", "t"));
}

} // namespace

TEST_CASE("sssom: SSSOM/OWL asserts what a mapping says, and declares what it says it of") {
  const std::string text = owl_of("a:1\t\towl:equivalentClass\t\t\tb:1\t\tone\tsemapv:LexicalMatching\t\t");
  CHECK(has(text, "<https://example.org/set> a owl:Ontology"));
  CHECK(has(text, "dcterms:created \"2024-01-31\"^^xsd:date"));
  CHECK(has(text, "a:1 a owl:Class ;\n    owl:equivalentClass b:1 ."));
  CHECK(has(text, "b:1 a owl:Class ."));
  CHECK(has(text, "sssom:object_label a owl:AnnotationProperty ."));
  CHECK(has(text, "owl:annotatedSource a:1"));
  CHECK_FALSE(has(text, "sssom:mappings"));
  CHECK_FALSE(has(text, "owl:annotatedSource a owl:AnnotationProperty"));
}

TEST_CASE("sssom: SSSOM/OWL does not assert what a mapping denies, what was refused and what is no entity") {
  const std::string denied = owl_of("a:1\t\towl:equivalentClass\t\tNot\tb:1\t\t\tsemapv:LexicalMatching\t\t");
  CHECK(has(denied, "sssom:predicate_modifier sssom:NegatedPredicate"));
  CHECK_FALSE(has(denied, "owl:equivalentClass b:1"));
  const std::string refused = owl_of("a:1\t\tskos:exactMatch\t\t\tb:1\t\t\tsemapv:LexicalMatching\tB\t-1");
  CHECK(has(refused, "owl:annotatedProperty skos:exactMatch"));
  CHECK_FALSE(has(refused, "skos:exactMatch b:1"));
  const std::string literal =
      owl_of("a:1\t\tskos:exactMatch\t\t\t\trdfs literal\tone\tsemapv:LexicalMatching\t\t");
  CHECK(has(literal, "owl:annotatedSource a:1"));
  CHECK_FALSE(has(literal, "a:1 skos:exactMatch"));
  const std::string none =
      owl_of("a:1\t\tskos:exactMatch\t\t\tsssom:NoTermFound\t\t\tsemapv:LexicalMatching\t\t");
  CHECK_FALSE(has(none, "a:1 skos:exactMatch"));
  CHECK_FALSE(has(none, "sssom:NoTermFound a "));
}

TEST_CASE("sssom: entities in SSSOM/OWL are what the set says that they are") {
  const std::string text =
      owl_of("a:1\towl data property\towl:equivalentProperty\t\t\tb:1\towl data property\t"
             "\tsemapv:LexicalMatching\t\t");
  CHECK(has(text, "b:1 a owl:DatatypeProperty ."));
  CHECK_FALSE(has(text, "owl:ObjectProperty"));
  CHECK(
      has(owl_of("a:1\towl named individual\tskos:exactMatch\towl annotation property\t\tb:1\tskos concept\t"
                 "\tsemapv:LexicalMatching\t\t"),
          "skos:exactMatch a owl:AnnotationProperty ."));
  const std::string both = owl_of("a:1\t\towl:equivalentProperty\t\t\tb:1\t\t\tsemapv:LexicalMatching\t\t");
  CHECK(has(both, "a:1 a owl:ObjectProperty"));
}

TEST_CASE("sssom: an object property between classes is a restriction in SSSOM/OWL") {
  const std::string row =
      "a:1\towl class\ta:part\towl object property\t\tb:1\towl class\t\tsemapv:LexicalMatching\t\t";
  const std::string text = owl_of(row);
  CHECK(has(text, "owl:annotatedProperty rdfs:subClassOf"));
  CHECK(has(text, "owl:onProperty a:part"));
  CHECK(has(text, "owl:someValuesFrom b:1"));
  CHECK(has(text, "a:part a owl:ObjectProperty ."));
  CHECK_FALSE(has(text, "a:1 a:part b:1"));
  CHECK(content_of(read(text, "owl")) == content_of(read_tsv(head + row + "\n", "t")));
}

TEST_CASE("sssom: SSSOM/OWL is read back among other things that an ontology has") {
  const std::string rows = "a:1\t\tskos:exactMatch\t\tNot\tb:1\t\t\tsemapv:LexicalMatching\t\t\n"
                           "a:2\t\tskos:broadMatch\t\t\tb:2\t\ttwo\tsemapv:ManualMappingCuration\tB\t0.5\n";
  const MappingSet set = read_tsv(head + rows, "t");
  std::ostringstream out;
  write_owl(set, out);
  const std::string merged =
      out.str() +
      "[] a owl:Axiom ; owl:annotatedSource a:9 ; owl:annotatedProperty <http://example.org/p> ;\n"
      "  owl:annotatedTarget \"text\" ; <http://example.org/xref> \"elsewhere\" .\n";
  const MappingSet again = read(merged, "merged");
  CHECK(check(again).empty());
  CHECK(first_difference(content_of(set), content_of(again)) == "");
  std::ostringstream twice;
  write(Form::owl, read(out.str(), "once"), twice);
  CHECK(twice.str() == out.str());
  CHECK_THROWS_AS((void)read("@prefix owl: <http://www.w3.org/2002/07/owl#> .\n[] a owl:Ontology . [] a "
                             "owl:Ontology .",
                             "two"),
                  FormatError);
}
