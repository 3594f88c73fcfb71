#include "prov/constraints.hpp"
#include "prov/provn_reader.hpp"

#include <doctest/doctest.h>

using namespace micrograph;

namespace {

std::vector<Finding> check(const std::string& records) {
  const std::string text = "document prefix ex <http://example.org/> " + records + " endDocument";
  return prov::check_constraints(prov::read_prov_n(text, "test"), "test");
}

/// The start of what is found, or `valid`; `several` for more than one finding.
std::string verdict(const std::string& records) {
  const auto findings = check(records);
  if (findings.empty())
    return "valid";
  const std::string& text = findings.front().text;
  return findings.size() > 1 ? "several" : text.substr(0, std::min(text.find(" ("), text.find(':')));
}

/// `wrong` breaks the constraint; `right` is close to it and does not.
void holds(const std::string& constraint, const std::string& wrong, const std::string& right) {
  CAPTURE(wrong);
  CHECK(verdict(wrong) == constraint);
  CAPTURE(right);
  CHECK(verdict(right) == "valid");
}

constexpr char early[] = "2020-01-01T10:00:00", late[] = "2020-01-01T11:00:00";

} // namespace

TEST_CASE("a record without a required argument is none") {
  CHECK(check("hadMember(ex:c, -)").at(0).code == "prov.argument-missing");
  CHECK(verdict("hadMember(ex:c, ex:e)") == "valid");
  CHECK(verdict("wasAssociatedWith(ex:a, -, -)") == "valid");
}

TEST_CASE("uniqueness: one name, one record") {
  const std::string activity = std::string("activity(ex:a, ") + early;
  holds("Constraint 22", activity + ", -) activity(ex:a, " + late + ", -)",
        activity + ", -) activity(ex:a, -, " + late + ")");
  holds("Constraint 23", "used(ex:u; ex:a, ex:e1, -) used(ex:u; ex:a, ex:e2, -)",
        "used(ex:u; ex:a, ex:e1, -) used(ex:u; ex:a, -, -)");
  // A plan that is not named is no plan; an agent that is not named is some agent.
  holds("Constraint 23", "wasAssociatedWith(ex:w; ex:a, ex:g, ex:p) wasAssociatedWith(ex:w; ex:a, ex:g, -)",
        "wasAssociatedWith(ex:w; ex:a, ex:g, ex:p) wasAssociatedWith(ex:w; ex:a, -, ex:p)");
}

TEST_CASE("uniqueness: what happens once") {
  holds("Constraint 24", "wasGeneratedBy(ex:g1; ex:e, ex:a, -) wasGeneratedBy(ex:g2; ex:e, ex:a, -)",
        "wasGeneratedBy(ex:g1; ex:e, ex:a, -) wasGeneratedBy(ex:g2; ex:e, ex:b, -)");
  holds("Constraint 25", "wasInvalidatedBy(ex:i1; ex:e, ex:a, -) wasInvalidatedBy(ex:i2; ex:e, ex:a, -)",
        "wasInvalidatedBy(ex:i1; ex:e, ex:a, -) wasInvalidatedBy(ex:e, ex:a, -)");
  holds("Constraint 26", "wasStartedBy(ex:s1; ex:a, -, ex:b, -) wasStartedBy(ex:s2; ex:a, -, ex:b, -)",
        "wasStartedBy(ex:s1; ex:a, -, ex:b, -) wasStartedBy(ex:s2; ex:a, -, ex:c, -)");
  holds("Constraint 27", "wasEndedBy(ex:s1; ex:a, -, ex:b, -) wasEndedBy(ex:s2; ex:a, -, ex:b, -)",
        "wasEndedBy(ex:s1; ex:a, -, ex:b, -) wasEndedBy(ex:s2; ex:c, -, ex:b, -)");
  CHECK(verdict("used(ex:u1; ex:a, ex:e, -) used(ex:u2; ex:a, ex:e, -)") == "valid");
}

TEST_CASE("uniqueness: the times of an activity are those of its start and end") {
  const std::string activity = std::string("activity(ex:a, ") + early + ", " + late + ") ";
  holds("Constraint 28", activity + "wasStartedBy(ex:a, ex:e, -, " + late + ")",
        activity + "wasStartedBy(ex:a, ex:e, -, " + early + ")");
  holds("Constraint 29", activity + "wasEndedBy(ex:a, ex:e, -, " + early + ")",
        activity + "wasEndedBy(ex:a, ex:e, -, " + late + ")");
  // One moment in two time zones is one time.
  CHECK(verdict("activity(ex:a, 2020-01-01T10:00:00Z, -) activity(ex:a, 2020-01-01T11:00:00.0+01:00, -)") ==
        "valid");
}

TEST_CASE("what is merged first decides what is merged next") {
  // g1 and the unnamed generation are one, so their times must be; Inference 11 makes the third.
  CHECK(verdict(std::string("wasGeneratedBy(ex:g1; ex:e2, ex:a, -) wasGeneratedBy(ex:e2, ex:a, ") + early +
                ") wasDerivedFrom(ex:e2, ex:e1, ex:a, ex:g1, -) wasGeneratedBy(ex:g1; ex:e2, -, " + late +
                ")") == "Constraint 23");
  // Inference 11: the usage that the derivation names is of its source.
  holds("Constraint 23", "used(ex:u; ex:a, ex:e9, -) wasDerivedFrom(ex:e2, ex:e1, ex:a, -, ex:u)",
        "used(ex:u; ex:a, ex:e1, -) wasDerivedFrom(ex:e2, ex:e1, ex:a, -, ex:u)");
}

TEST_CASE("ordering: a derived entity is generated strictly later") {
  const std::string derived = "entity(ex:e1) entity(ex:e2) wasDerivedFrom(ex:e2, ex:e1) ";
  holds("Constraint 42", "entity(ex:e) wasDerivedFrom(ex:e, ex:e)", derived);
  CHECK(verdict(derived + "wasDerivedFrom(ex:e1, ex:e2)") == "several");
  // Nothing was said to be an entity, so nothing is known to have been generated.
  CHECK(verdict("wasDerivedFrom(ex:e2, ex:e1) wasDerivedFrom(ex:e1, ex:e2)") == "valid");
  // Each of these puts e2 at or before e1, through the constraint named.
  for (const char* back : {
           "specializationOf(ex:e1, ex:e2)",                                       // 45
           "wasAttributedTo(ex:e1, ex:e2)",                                        // 48
           "wasGeneratedBy(ex:g; ex:e1, ex:a, -) wasStartedBy(ex:a, ex:e2, -, -)", // 34, 43
           "wasGeneratedBy(ex:g; ex:e1, ex:a, -) wasStartedBy(ex:s; ex:a, -, ex:b, -) "
           "wasStartedBy(ex:a, ex:e2, ex:c, -)",                                                  // 31
           "wasAttributedTo(ex:e1, ex:g) specializationOf(ex:g, ex:e2) agent(ex:g) entity(ex:g)", // 45, 48
       }) {
    CAPTURE(back);
    CHECK(verdict(derived + back) == "Constraint 42");
  }
  CHECK(verdict(derived + "specializationOf(ex:e2, ex:e1)") == "valid");
}

TEST_CASE("ordering: a usage is after the generation of what it uses, and before what is made of it") {
  // Constraint 37 puts the usage after the generation of e1, 41 before that of e2, 42 e2 before e1.
  const std::string made = "wasDerivedFrom(ex:d; ex:e2, ex:e1, ex:a, ex:g, ex:u) entity(ex:e1) ";
  CHECK(verdict(made) == "valid");
  CHECK(verdict(made + "wasDerivedFrom(ex:e1, ex:e2)") == "several");
  // Constraint 33 and 34: within the activity.
  const std::string started = "wasGeneratedBy(ex:e1, ex:b, -) wasDerivedFrom(ex:e2, ex:e1) entity(ex:e2) ";
  CHECK(verdict(started + "wasStartedBy(ex:b, ex:e2, -, -)") == "Constraint 42");
  CHECK(verdict(started + "wasEndedBy(ex:b, ex:e2, -, -)") == "valid");
}

TEST_CASE("a cycle through many statements is found without recursion") {
  std::string records;
  constexpr int length = 20000;
  for (int i = 0; i < length; ++i) {
    const std::string one = "ex:e" + std::to_string(i), next = "ex:e" + std::to_string(i + 1);
    records += "entity(" + one + ") wasDerivedFrom(" + next + ", " + one + ") ";
  }
  records += "entity(ex:e" + std::to_string(length) + ") ";
  CHECK(verdict(records) == "valid");
  const auto findings = check(records + "specializationOf(ex:e0, ex:e" + std::to_string(length) + ")");
  CHECK(findings.size() == 100); // and no more of one kind
  CHECK(findings.at(0).code == "prov.ordering");
}

TEST_CASE("typing: what is an entity is no activity") {
  holds("Constraint 55", "entity(ex:x) activity(ex:x, -, -)", "entity(ex:x) agent(ex:x)");
  holds("Constraint 55", "used(ex:x, ex:e, -) wasGeneratedBy(ex:x, ex:a, -)",
        "used(ex:a, ex:x, -) wasGeneratedBy(ex:x, ex:b, -)");
  holds("Constraint 55", "wasAssociatedWith(ex:a, ex:g, ex:p) wasInformedBy(ex:p, ex:a)",
        "wasAssociatedWith(ex:a, ex:g, ex:p) wasInformedBy(ex:a, ex:b)");
  // Influence says nothing of what it is between.
  CHECK(verdict("wasInfluencedBy(ex:x, ex:y) entity(ex:x) activity(ex:y, -, -)") == "valid");
}

TEST_CASE("impossible: derivations, specializations, names, empty collections") {
  holds("Constraint 51", "wasDerivedFrom(ex:e2, ex:e1, -, ex:g, -)",
        "wasDerivedFrom(ex:e2, ex:e1, ex:a, ex:g, -)");
  holds("Constraint 52", "specializationOf(ex:e, ex:e)", "alternateOf(ex:e, ex:e)");
  CHECK(verdict("specializationOf(ex:a, ex:b) specializationOf(ex:b, ex:c) specializationOf(ex:c, ex:a)") ==
        "several");
  holds("Constraint 53", "used(ex:r; ex:a, ex:e, -) wasAttributedTo(ex:r; ex:e, ex:g)",
        "used(ex:r; ex:a, ex:e, -) wasInfluencedBy(ex:r; ex:a, ex:e)");
  holds("Constraint 54", "agent(ex:r) used(ex:r; ex:a, ex:e, -)", "agent(ex:q) used(ex:r; ex:a, ex:e, -)");
  const std::string empty = "entity(ex:c, [prov:type = 'prov:EmptyCollection']) ";
  holds("Constraint 56", empty + "hadMember(ex:c, ex:e)", empty + "hadMember(ex:d, ex:e)");
  // Inference 21: so is what specializes it. A string is no type.
  CHECK(verdict(empty + "specializationOf(ex:s, ex:c) hadMember(ex:s, ex:e)") == "Constraint 56");
  CHECK(verdict("entity(ex:c, [prov:type = \"prov:EmptyCollection\"]) hadMember(ex:c, ex:e)") == "valid");
}

TEST_CASE("a mention names one bundle, and specializes") {
  holds("PROV-LINKS, Constraint 2", "mentionOf(ex:s, ex:g, ex:b1) mentionOf(ex:s, ex:g, ex:b2)",
        "mentionOf(ex:s, ex:g, ex:b1) mentionOf(ex:t, ex:g, ex:b2)");
  CHECK(verdict("mentionOf(ex:s, ex:g, ex:b) specializationOf(ex:g, ex:s)") == "several");
}

TEST_CASE("each bundle is judged by itself") {
  const std::string two = "bundle ex:b1 entity(ex:x) endBundle bundle ex:b2 ";
  CHECK(verdict("entity(ex:x) " + two + "activity(ex:x, -, -) endBundle") == "valid");
  const auto findings = check(two + "entity(ex:x) activity(ex:x, -, -) endBundle");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].place.path == "http://example.org/b2");
}
