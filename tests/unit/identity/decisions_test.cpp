#include "identity/decisions.hpp"
#include "sssom/read.hpp"
#include "sssom/write.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

using namespace micrograph;
using namespace micrograph::identity;

namespace {

const std::string head = "#mapping_set_id: https://example.org/set\n#license: https://w3id.org/sssom/license/unspecified\n"
                         "#curie_map:\n#  ex: https://example.org/\n"
                         "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\treviewer_id\treviewer_agreement\n";

/// `a=b`, `a!b`.
std::string decided(const std::string& rows) {
  std::string out;
  for (const Decision& decision : decisions_of(sssom::read_tsv(head + rows, "set.tsv")))
    out += decision.a.substr(20) + (decision.same ? '=' : '!') + decision.b.substr(20) + ' ';
  return out;
}

Decision of(const char* a, const char* b, bool same) { return {a, b, same, {}}; }

std::string written(const sssom::MappingSet& set) {
  std::ostringstream out;
  sssom::WriteOptions options;
  options.allow_iris = true;
  sssom::write_tsv(set, out, options);
  return out.str();
}

} // namespace

TEST_CASE("accepted and refused rows decide, candidates do not") {
  CHECK(decided("ex:a\towl:sameAs\t\tex:b\tsemapv:ManualMappingCuration\n") == "a=b ");
  CHECK(decided("ex:a\tskos:exactMatch\t\tex:b\tsemapv:ManualMappingCuration\n") == "a=b ");
  CHECK(decided("ex:a\tskos:closeMatch\t\tex:b\tsemapv:ManualMappingCuration\n") == "");
  CHECK(decided("ex:a\towl:sameAs\tNot\tex:b\tsemapv:ManualMappingCuration\n") == "a!b ");
  CHECK(decided("ex:a\towl:sameAs\t\tex:b\tsemapv:LexicalMatching\n") == "");
  CHECK(decided("ex:a\towl:sameAs\t\tex:b\tsemapv:LexicalMatching\tex:me\t1\n") == "a=b ");
  CHECK(decided("ex:a\towl:sameAs\t\tex:b\tsemapv:LexicalMatching\tex:me\t-1\n") == "a!b ");
  CHECK(decided("ex:a\towl:sameAs\tNot\tex:b\tsemapv:LexicalMatching\n") == "");
  CHECK(decided("ex:a\towl:sameAs\tNot\tex:b\tsemapv:ManualMappingCuration\tex:me\t-1\n") == "");
  CHECK(decided("ex:a\towl:sameAs\t\tex:a\tsemapv:ManualMappingCuration\n") == "");
}

TEST_CASE("the last word counts, and undo takes it back") {
  sssom::MappingSet set = empty_decisions("ours.tsv");
  const std::string before = written(set);
  add_decision(set, of("https://example.org/a", "https://example.org/b", true), "https://orcid.org/0000-0002-1825-0097");
  add_decision(set, of("https://example.org/a", "https://example.org/c", true), {});
  add_decision(set, of("https://example.org/b", "https://example.org/a", false), {});
  const auto decisions = decisions_of(sssom::read_tsv(written(set), "ours.tsv"));
  REQUIRE(decisions.size() == 2);
  int refused = 0;
  for (const Decision& decision : decisions)
    refused += !decision.same;
  CHECK(refused == 1);
  CHECK(undo_decision(set, "https://example.org/a", "https://example.org/b") == 1);
  CHECK(undo_decision(set, "https://example.org/a", "https://example.org/b") == 0);
  CHECK(undo_decision(set, "https://example.org/c", "https://example.org/a") == 1);
  CHECK(written(set) == before);
}
