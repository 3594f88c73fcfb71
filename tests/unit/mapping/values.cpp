#include "mapping/conversion.hpp"
#include "mapping/dates.hpp"
#include "mapping/void_text.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace micrograph;
using namespace micrograph::mapping;

namespace {
std::string date(std::string_view text) {
  const auto term = read_date(text);
  return term ? term->value + " " + term->datatype.substr(term->datatype.find('#') + 1) : "(none)";
}
std::string date_time(std::string_view text) {
  const auto term = read_date_time(text);
  return term ? term->value : "(none)";
}
} // namespace

TEST_CASE("void: texts that say nothing") {
  for (const char* text : {"", " ", "n/a", "N/A", " null ", "---", "—", "?", "Unknown", "not available",
                           ":unav", "(:unkn)", "NaN"})
    CHECK_MESSAGE(is_void(text), text);
  for (const char* text : {"0", "-1", "a", "Nano", "other", "n/a n/a", "-0"})
    CHECK_MESSAGE(!is_void(text), text);
}

TEST_CASE("date: as exact as the text") {
  CHECK(date("2024-01-31") == "2024-01-31 date");
  CHECK(date("20240131") == "2024-01-31 date");
  CHECK(date("2024:01:31") == "2024-01-31 date");
  CHECK(date("2024/01/31") == "2024-01-31 date");
  CHECK(date("2024-01") == "2024-01 gYearMonth");
  CHECK(date("2024") == "2024 gYear");
  CHECK(date("31 Jan 2024") == "2024-01-31 date");
  CHECK(date("January 31, 2024") == "2024-01-31 date");
  CHECK(date("31-JAN-2024") == "2024-01-31 date");
  CHECK(date("Sept 2024") == "2024-09 gYearMonth");
  CHECK(date("2024-02-29") == "2024-02-29 date");
  for (const char* text :
       {"", "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-01", "2024-01-00", "01/02/2024", "2024/25",
        "2024-01-31T", "31 31 2024", "Jan", "24", "0000", "20240100", "0 Jan 2024", "2024-01-31T00:00:00",
        "99999", "1234567", "Jan 31 2024 2025"})
    CHECK_MESSAGE(date(text) == "(none)", text);
}

TEST_CASE("dateTime: a zone only where there is one") {
  CHECK(date_time("2024-01-31T14:25:00") == "2024-01-31T14:25:00");
  CHECK(date_time("2024-01-31T14:25:00Z") == "2024-01-31T14:25:00Z");
  CHECK(date_time("2024-01-31T14:25:00.500+01:00") == "2024-01-31T14:25:00.5+01:00");
  CHECK(date_time("2024-01-31T14:25:00-0330") == "2024-01-31T14:25:00-03:30");
  CHECK(date_time("2024-01-31T14:25:00+00:00") == "2024-01-31T14:25:00Z");
  CHECK(date_time("2024-01-31 14:25") == "2024-01-31T14:25:00");
  CHECK(date_time("2018-01-16T17:32:09.1234567Z") == "2018-01-16T17:32:09.1234567Z");
  CHECK(date_time("20240131142500.25") == "2024-01-31T14:25:00.25");
  CHECK(date_time("20240131142500+0100") == "2024-01-31T14:25:00+01:00");
  CHECK(date_time("20240131T142500Z") == "2024-01-31T14:25:00Z");
  CHECK(date_time("20240131 14:25:01") == "2024-01-31T14:25:01");
  CHECK(date_time("2024:01:31 14:25:00") == "2024-01-31T14:25:00");
  CHECK(date_time("Wed Jan 31 14:25:00 2024") == "2024-01-31T14:25:00");
  for (const char* text : {"2024-01-31", "2024-01-31T24:00:00", "2024-01-31T14", "2024-01-31T14:25:60",
                           "2024-01-31T14:25:00+15:00", "2024-01-31T14:25:00.", "2024-01-31T14:25:00 PM",
                           "01/02/2024 14:25", "2024-01T14:25:00", "20240131142"})
    CHECK_MESSAGE(date_time(text) == "(none)", text);
}

TEST_CASE("a unit may be spelt like what says nothing") {
  const auto nanoampere = quantity::Unit::from_iri("http://qudt.org/vocab/unit/NanoA");
  REQUIRE(nanoampere);
  const auto in = [&](const char* unit) { return converted("2.5", rdf::Term(rdf::TermKind::literal, unit), *nanoampere, {}); };
  REQUIRE(in("nA"));
  CHECK(in("nA")->text() == "2.5");
  CHECK_FALSE(in("n/a"));
}
