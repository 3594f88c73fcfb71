#include "sssom/operations.hpp"
#include "base/error.hpp"
#include "sssom/check.hpp"
#include "sssom/predicates.hpp"
#include "sssom/read.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace micrograph;
using namespace micrograph::sssom;

namespace {

constexpr char skos[] = "http://www.w3.org/2004/02/skos/core#";
constexpr char owl[] = "http://www.w3.org/2002/07/owl#";
constexpr char rdfs[] = "http://www.w3.org/2000/01/rdf-schema#";

Link link(const std::string& predicate, bool negated = false) {
  return {predicate, negated};
}

/// Rows are `subject predicate object`, separated by blanks; prefixes are declared as `p=iri`.
MappingSet set_of(const std::vector<std::string>& prefixes, const std::vector<std::string>& rows,
                  const std::string& metadata = "#license: http://l\n#mapping_set_id: http://s\n") {
  std::string text = "#curie_map:\n";
  for (const std::string& prefix : prefixes)
    text += "#  " + prefix.substr(0, prefix.find('=')) + ": " + prefix.substr(prefix.find('=') + 1) + "\n";
  text += metadata + "subject_id\tpredicate_id\tobject_id\tmapping_justification\n";
  for (std::string row : rows) {
    std::replace(row.begin(), row.end(), ' ', '\t');
    text += row + "\tsemapv:ManualMappingCuration\n";
  }
  return read_tsv(text, "t");
}

std::string triples(const MappingSet& set) {
  std::string out;
  for (const Mapping& mapping : set.mappings)
    out += std::string(out.empty() ? "" : "; ") + std::string(mapping.text("subject_id")) + " " +
           std::string(mapping.text("predicate_id")) + " " + std::string(mapping.text("object_id"));
  return out;
}

const std::vector<std::string> abc{"a=http://a/", "b=http://b/", "c=http://c/", "d=http://d/"};

} // namespace

TEST_CASE("sssom: which predicates chain") {
  const std::string exact = std::string(skos) + "exactMatch", broad = std::string(skos) + "broadMatch",
                    narrow = std::string(skos) + "narrowMatch", close = std::string(skos) + "closeMatch",
                    related = std::string(skos) + "relatedMatch", same = std::string(owl) + "equivalentClass",
                    sub = std::string(rdfs) + "subClassOf";
  for (const std::string& transitive : {exact, broad, narrow, same, sub})
    CHECK(chain(link(transitive), link(transitive)) == link(transitive));
  for (const std::string& other : {close, related, std::string(rdfs) + "seeAlso"})
    CHECK_FALSE(chain(link(other), link(other)).has_value());
  for (const std::string& predicate : {broad, narrow, close, related}) {
    CHECK(chain(link(exact), link(predicate)) == link(predicate));
    CHECK(chain(link(same), link(predicate)) == link(predicate));
    CHECK(chain(link(predicate), link(exact)) == link(predicate));
    CHECK_FALSE(chain(link(predicate), link(same)).has_value());
    CHECK(chain(link(exact), link(predicate, true)) == link(predicate, true));
    CHECK(chain(link(predicate, true), link(exact)) == link(predicate, true));
    CHECK_FALSE(chain(link(exact, true), link(predicate)).has_value());
    CHECK_FALSE(chain(link(exact, true), link(predicate, true)).has_value());
  }
  CHECK_FALSE(chain(link(broad), link(narrow)).has_value());
  CHECK_FALSE(chain(link(broad), link(broad, true)).has_value());
  CHECK_FALSE(chain(link(same), link(sub)).has_value());
  CHECK_FALSE(chain(link(sub), link(same)).has_value());
  CHECK(chain(link(exact), link(exact, true)) == link(exact, true));
}

TEST_CASE("sssom: which predicates have an inverse") {
  CHECK(inverse_predicate(std::string(skos) + "broadMatch") == std::string(skos) + "narrowMatch");
  CHECK(inverse_predicate(std::string(skos) + "narrowMatch") == std::string(skos) + "broadMatch");
  CHECK(inverse_predicate(std::string(skos) + "closeMatch") == std::string(skos) + "closeMatch");
  CHECK_FALSE(inverse_predicate(std::string(rdfs) + "subClassOf").has_value());
  FindingList findings;
  const MappingSet set = set_of(abc, {"a:1 rdfs:subClassOf b:1", "a:2 skos:broadMatch b:2"});
  CHECK(triples(invert(set, findings)) == "b:2 skos:narrowMatch a:2");
  REQUIRE(findings.findings().size() == 1);
  CHECK(findings.findings()[0].code == "sssom.invert.no-inverse");
  CHECK(findings.findings()[0].place.line == 9);
}

TEST_CASE("sssom: a chain of three, through prefixes that mean other things") {
  const MappingSet ab = set_of({"a=http://a/", "x=http://b/"}, {"a:1 skos:exactMatch x:1"});
  const MappingSet bc = set_of({"x=http://c/", "b=http://b/"}, {"b:1 skos:broadMatch x:1"});
  const MappingSet cd = set_of({"x=http://d/", "c=http://c/"}, {"c:1 skos:exactMatch x:1"});
  FindingList findings;
  const MappingSet ad = compose({ab, bc, cd}, findings);
  REQUIRE(ad.mappings.size() == 1);
  CHECK(ad.prefixes.expand(ad.mappings[0].text("subject_id")) == "http://a/1");
  CHECK(ad.prefixes.expand(ad.mappings[0].text("object_id")) == "http://d/1");
  CHECK(ad.mappings[0].text("predicate_id") == "skos:broadMatch");
  CHECK(ad.mappings[0].text("comment") == "by way of b:1, c:1");
  CHECK(review_state(ad, ad.mappings[0]) == ReviewState::candidate);
  CHECK(ad.slots.values("mapping_set_source") == Values{"http://s", "http://s", "http://s"});
}

TEST_CASE("sssom: chains back to the start give nothing, and a hub on both sides is refused") {
  const MappingSet there = set_of(abc, {"a:1 skos:exactMatch b:1"}),
                   back = set_of(abc, {"b:1 skos:exactMatch a:1"});
  FindingList findings;
  CHECK(compose({there, back}, findings).mappings.empty());
  std::vector<std::string> in, out;
  for (int i = 0; i < 20; ++i) {
    in.push_back("a:" + std::to_string(i) + " skos:exactMatch b:hub");
    out.push_back("b:hub skos:exactMatch c:" + std::to_string(i));
  }
  CHECK(compose({set_of(abc, in), set_of(abc, out)}, findings, {400}).mappings.size() == 400);
  CHECK_THROWS_AS((void)compose({set_of(abc, in), set_of(abc, out)}, findings, {399}), FormatError);
}

TEST_CASE("sssom: merging keeps each mapping once, and says what the sets do not agree on") {
  const MappingSet one =
      set_of({"a=http://a/", "b=http://b/"}, {"a:1 skos:exactMatch b:1", "a:1 skos:exactMatch b:1"});
  const MappingSet two =
      set_of({"a=http://b/", "z=http://a/"}, {"z:1 skos:exactMatch a:1", "z:2 skos:exactMatch a:2"},
             "#license: http://other\n#mapping_set_id: http://s2\n#mapping_set_title: two\n");
  FindingList findings;
  const MappingSet merged = merge({one, two}, findings);
  CHECK(merged.mappings.size() == 3); // the licences tell the copies of the first from that of the second
  REQUIRE(findings.findings().size() == 1);
  CHECK(findings.findings()[0].code == "sssom.merge.license");
  CHECK(merged.mappings.back().text("license") == "http://other");
  CHECK(merged.prefixes.expand(merged.mappings.back().text("object_id")) == "http://b/2");
  CHECK_FALSE(merged.slots.has("mapping_set_title"));
  CHECK_FALSE(merged.slots.has("license"));
  FindingList none;
  const MappingSet agreed =
      merge({one, set_of({"z=http://a/", "y=http://b/"}, {"z:1 skos:exactMatch y:1"})}, none);
  CHECK(agreed.mappings.size() == 1);
  CHECK(none.findings().empty());
  CHECK(agreed.slots.text("license") == "http://l");
}

TEST_CASE("sssom: filters") {
  MappingSet set =
      set_of(abc, {"a:1 skos:exactMatch b:1", "a:2 skos:exactMatch b:2", "a:3 skos:exactMatch b:3"});
  set.mappings[0].slots.set("confidence", "0.4");
  set.mappings[1].slots.set("confidence", "0.80");
  set.mappings[1].slots.set("mapping_justification", "semapv:LexicalMatching");
  CHECK(triples(filter(set, {0.8, {}, {}})) == "a:2 skos:exactMatch b:2; a:3 skos:exactMatch b:3");
  CHECK(triples(filter(set, {{}, {"https://w3id.org/semapv/vocab/LexicalMatching"}, {}})) ==
        "a:2 skos:exactMatch b:2");
  CHECK(triples(filter(set, {0.5, {}, {ReviewState::accepted}})) == "a:3 skos:exactMatch b:3");
  CHECK(triples(filter(set, {})) == triples(set));
}

TEST_CASE("sssom: a name by content follows from what is said, not from how") {
  MappingSet one = set_of(abc, {"a:1 skos:exactMatch b:1", "a:2 skos:exactMatch b:2"});
  MappingSet two =
      set_of({"x=http://a/", "y=http://b/"}, {"x:2 skos:exactMatch y:2", "x:1 skos:exactMatch y:1"});
  MappingSet other = set_of(abc, {"a:1 skos:exactMatch b:1"});
  for (MappingSet* set : {&one, &two, &other})
    name_by_content(*set);
  CHECK(one.slots.text("mapping_set_id").starts_with("ni:///sha-256;"));
  CHECK(one.slots.text("mapping_set_id") == two.slots.text("mapping_set_id"));
  CHECK(one.slots.text("mapping_set_id") != other.slots.text("mapping_set_id"));
}
