#include "mapping/acting_rows.hpp"
#include "sssom/read.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace micrograph;

TEST_CASE("rows that say two terms mean the same make statements, unless they are denied") {
  const std::string head = "#curie_map:\n#  s: urn:s#\n#  t: urn:t#\n#mapping_set_id: urn:set\n#license: urn:license\n"
                           "subject_id\tpredicate_modifier\tpredicate_id\tobject_id\tmapping_justification\n";
  const auto makes_statements = [&](const std::string& modifier, const std::string& predicate) {
    const sssom::MappingSet set =
        sssom::read_tsv(head + "s:a\t" + modifier + "\t" + predicate + "\tt:a\tsemapv:ManualMappingCuration\n", "rows.sssom.tsv");
    REQUIRE(set.mappings.size() == 1);
    return mapping::makes_statements(set, set.mappings.front());
  };
  for (const char* predicate : {"skos:exactMatch", "owl:equivalentProperty", "owl:equivalentClass"}) {
    CAPTURE(predicate);
    CHECK(makes_statements("", predicate));
    CHECK_FALSE(makes_statements("Not", predicate));
  }
  for (const char* predicate : {"skos:broadMatch", "skos:closeMatch", "skos:relatedMatch", "owl:sameAs"}) {
    CAPTURE(predicate);
    CHECK_FALSE(makes_statements("", predicate));
  }
}
