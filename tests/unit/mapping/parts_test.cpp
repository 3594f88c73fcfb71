// What is a part of what in rows of terms: white space in an element, and where a class stands.

#include "base/diagnostic.hpp"
#include "turtle_source.hpp"
#include "support/scratch_folder.hpp"
#include "mapping/mapper.hpp"

#include <doctest/doctest.h>

using namespace micrograph;
using test::ScratchFolder;

TEST_CASE("mapper: an element with attributes and white space is a part like any other; a blank text is no value") {
  ScratchFolder mappings, ontologies;
  mappings.with("a.sssom.tsv",
                "#curie_map:\n#  ome: https://w3id.org/micrograph/source/ome#\n#  t: http://t/\n#mapping_set_id: http://s\n"
                "#license: http://l\nsubject_id\tsubject_type\tpredicate_id\tobject_id\tmapping_justification\n"
                "ome:Channel\towl object property\tskos:exactMatch\tt:hasPart\tsemapv:ManualMappingCuration\n"
                "ome:Note\towl data property\tskos:exactMatch\tt:note\tsemapv:ManualMappingCuration\n");
  const mapping::Mapper mapper(mappings.path(), ontologies.path());
  FindingList findings;
  const auto made = mapper.map(test::source_graph("<#/I> :Channel <#/I/C> ; :Note <#/I/N> . <#/I/C> rdf:value \" \\n\" ; :ID \"1\" . "
                                                  "<#/I/N> rdf:value \" \" ; :ID \"2\" .",
                                                  mapper.vocabulary()),
                               findings);
  REQUIRE(made.statements.size() == 1);
  CHECK(made.quad(made.statements[0]).predicate.value == "http://t/hasPart");
  CHECK(made.quad(made.statements[0]).object.value.ends_with("#/I/C"));
  CHECK(findings.findings().empty());
}

TEST_CASE("mapper: a row of a class with a domain types only what stands in it") {
  ScratchFolder mappings, ontologies;
  mappings.with("a.sssom.tsv",
                "#curie_map:\n#  ome: https://w3id.org/micrograph/source/ome#\n#  t: http://t/\n#mapping_set_id: http://s\n"
                "#license: http://l\nsubject_id\tsubject_type\tpredicate_id\tobject_id\tmapping_justification\text_domain\n"
                "ome:Channel\towl class\tskos:exactMatch\tt:Channel\tsemapv:ManualMappingCuration\tome:Pixels|ome:Image\n");
  const mapping::Mapper mapper(mappings.path(), ontologies.path());
  FindingList findings;
  const auto made = mapper.map(test::source_graph("<#/P> a :Pixels . <#/P/Channel> a :Channel . <#/V> a :Value . <#/V/Channel> a :Channel .",
                                                  mapper.vocabulary()),
                               findings);
  REQUIRE(made.statements.size() == 1);
  CHECK(made.quad(made.statements[0]).subject.value.ends_with("#/P/Channel"));
}
