#include "prov/constraints.hpp"
#include "prov/date_time.hpp"
#include "prov/provn_reader.hpp"
#include "prov/rdf_reader.hpp"
#include "rdf/serd_io.hpp"

#include <doctest/doctest.h>

using namespace micrograph;

namespace {

/// The texts of what is told, which must all be warnings about times.
std::vector<std::string> told(const std::string& records) {
  const std::string text = "document prefix ex <http://e/> " + records + " endDocument";
  std::vector<std::string> texts;
  for (const Finding& finding : prov::check_constraints(prov::read_prov_n(text, "test"), "test")) {
    CHECK(finding.code == "prov.time-order");
    CHECK(finding.severity == Severity::warning);
    texts.push_back(finding.text);
  }
  return texts;
}

} // namespace

TEST_CASE("times against the order of events are told") {
  CHECK(told("activity(ex:a, 2021-01-01T00:00:00, 2020-01-01T00:00:00)") ==
        std::vector<std::string>{
            "the end in activity(<http://e/a>, 2021-01-01T00:00:00, 2020-01-01T00:00:00) cannot be before the start in "
            "activity(<http://e/a>, 2021-01-01T00:00:00, 2020-01-01T00:00:00), but is dated before it"});
  CHECK(told("activity(ex:a, 2020-01-01T00:00:00, 2021-01-01T00:00:00)").empty());
  CHECK(told("activity(ex:a, 2020-01-01T00:00:00, 2020-01-01T00:00:00)").empty());
  // A use before what is used was made.
  CHECK(told("wasGeneratedBy(ex:e, -, 2020-01-02T00:00:00) used(ex:a, ex:e, 2020-01-01T00:00:00)").size() == 1);
  CHECK(told("wasGeneratedBy(ex:e, -, 2020-01-02T00:00:00) used(ex:a, ex:e, 2020-01-03T00:00:00)").empty());
}

TEST_CASE("times are compared over events without a time") {
  const std::string chain = "wasDerivedFrom(ex:c, ex:b) wasDerivedFrom(ex:b, ex:a) entity(ex:a) entity(ex:b) entity(ex:c) ";
  CHECK(told(chain + "wasGeneratedBy(ex:a, -, 2020-01-02T00:00:00) wasGeneratedBy(ex:c, -, 2020-01-01T00:00:00)").size() ==
        1);
  CHECK(told(chain + "wasGeneratedBy(ex:a, -, 2020-01-01T00:00:00) wasGeneratedBy(ex:c, -, 2020-01-02T00:00:00)").empty());
  // The latest of several counts, not the nearest.
  CHECK(told(chain + "wasGeneratedBy(ex:a, -, 2020-01-05T00:00:00) wasGeneratedBy(ex:b, -, 2020-01-01T00:00:00) "
                     "wasGeneratedBy(ex:c, -, 2020-01-04T00:00:00)")
            .size() == 2);
}

TEST_CASE("times with a zone are compared as moments, and not to times without") {
  const std::string made = "wasGeneratedBy(ex:e, -, 2020-01-01T12:00:00Z) used(ex:a, ex:e, ";
  CHECK(told(made + "2020-01-01T12:30:00+01:00)").size() == 1);
  CHECK(told(made + "2020-01-01T11:30:00-01:00)").empty());
  CHECK(told(made + "2019-01-01T00:00:00)").empty());
}

TEST_CASE("canonical times have an order") {
  const auto before = [](const char* left, const char* right) {
    return prov::canonical_is_before(prov::canonical_date_time(left), prov::canonical_date_time(right));
  };
  CHECK(before("2020-01-01T00:00:00.05", "2020-01-01T00:00:00.5"));
  CHECK(before("2020-01-01T00:00:00", "2020-01-01T00:00:00.5"));
  CHECK(before("2020-01-01T00:00:00.9", "2020-01-01T00:00:01"));
  CHECK(before("0900-01-01T00:00:00", "2020-01-01T00:00:00"));
  CHECK(before("-0900-01-01T00:00:00", "0900-01-01T00:00:00"));
  CHECK_FALSE(before("2020-01-01T00:00:00.50", "2020-01-01T00:00:00.5"));
}

TEST_CASE("an activity with two starts in RDF cannot be") {
  rdf::QuadList quads;
  rdf::read_rdf("@prefix prov: <http://www.w3.org/ns/prov#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> ."
                "<http://e/a> a prov:Activity ; prov:startedAtTime \"2020-01-01T00:00:00\"^^xsd:dateTime ,"
                " \"2021-01-01T00:00:00\"^^xsd:dateTime .",
                rdf::Syntax::turtle, {}, quads);
  const auto findings = prov::check_constraints(prov::read_prov_o(quads.quads()), "test");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].code == "prov.uniqueness");
}
