#include "mapping/conversion.hpp"
#include "mapping/dates.hpp"
#include "mapping/identifiers.hpp"
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

TEST_CASE("doi: every way to write one") {
  for (const char* text :
       {"10.5281/zenodo.123", "https://doi.org/10.5281/ZENODO.123", "http://dx.doi.org/10.5281/zenodo.123",
        "doi:10.5281/zenodo.123", " DOI: 10.5281/zenodo.123 ", "dx.doi.org/10.5281/zenodo.123",
        "info:doi/10.5281/zenodo.123", "https://doi.org/10.5281%2Fzenodo.123",
        "https://www.doi.org/10.5281/zenodo.123"})
    CHECK_MESSAGE(doi_iri(text) == "https://doi.org/10.5281/zenodo.123", text);
  CHECK(doi_iri("10.1002/(SICI)1096<1::AID>3.0.CO;2-J") ==
        "https://doi.org/10.1002/(sici)1096%3C1::aid%3E3.0.co;2-j");
  for (const char* text : {"", "10.5281", "10.5281/", "11.5281/x", "10.abcd/x", "10./x",
                           "https://example.org/10.5281/x", "10.5281/a b"})
    CHECK_MESSAGE(!doi_iri(text), text);
}

TEST_CASE("orcid: with its checksum") {
  for (const char* text :
       {"0000-0002-1825-0097", "https://orcid.org/0000-0002-1825-0097",
        "http://orcid.org/0000-0002-1825-0097/", "orcid:0000-0002-1825-0097", "0000000218250097"})
    CHECK_MESSAGE(orcid_iri(text) == "https://orcid.org/0000-0002-1825-0097", text);
  CHECK(orcid_iri("0000-0002-1694-233x") == "https://orcid.org/0000-0002-1694-233X");
  for (const char* text :
       {"", "0000-0002-1825-0098", "0000-0002-1825-009", "0000-0002-1825-00977", "0000--0002-1825-0097", "x"})
    CHECK_MESSAGE(!orcid_iri(text), text);
}

TEST_CASE("ror: with its checksum") {
  for (const char* text : {"https://ror.org/02mhbdp94", "02mhbdp94", "ror.org/02MHBDP94", "ror:02mhbdp94"})
    CHECK_MESSAGE(ror_iri(text) == "https://ror.org/02mhbdp94", text);
  CHECK(ror_iri("https://ror.org/04wxnsj81").has_value()); // DataCite itself
  for (const char* text : {"", "https://ror.org/02mhbdp95", "12mhbdp94", "02mhbup94", "02mhbdp9"})
    CHECK_MESSAGE(!ror_iri(text), text);
}

TEST_CASE("uuid: as a URN") {
  for (const char* text : {"urn:uuid:F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6",
                           "{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"})
    CHECK_MESSAGE(uuid_iri(text) == "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", text);
  for (const char* text : {"", "00000000-0000-0000-0000-000000000000", "f81d4fae7dec11d0a76500a0c91e6bf6",
                           "g81d4fae-7dec-11d0-a765-00a0c91e6bf6", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6-1"})
    CHECK_MESSAGE(!uuid_iri(text), text);
}

TEST_CASE("licence: one form for the many") {
  for (const char* text :
       {"https://creativecommons.org/licenses/by/4.0/", "http://creativecommons.org/licenses/by/4.0",
        "CC BY 4.0", "cc-by-4.0", "https://creativecommons.org/licenses/by/4.0/legalcode",
        "https://spdx.org/licenses/CC-BY-4.0.html", "https://creativecommons.org/licenses/by/4.0/deed.de"})
    CHECK_MESSAGE(licence_iri(text) == "https://creativecommons.org/licenses/by/4.0/", text);
  CHECK(licence_iri("CC0") == "https://creativecommons.org/publicdomain/zero/1.0/");
  CHECK(licence_iri("https://creativecommons.org/publicdomain/zero/1.0/legalcode") ==
        "https://creativecommons.org/publicdomain/zero/1.0/");
  CHECK(licence_iri("http://creativecommons.org/licenses/by-sa/3.0/de") ==
        "https://creativecommons.org/licenses/by-sa/3.0/de/");
  CHECK(licence_iri("https://spdx.org/licenses/Apache-2.0.html") == "http://spdx.org/licenses/Apache-2.0");
  for (const char* text : {"", "CC", "CC BY", "CC BY 9.0", "mine", "https://creativecommons.org/about",
                           "https://spdx.org/licenses/", "https://spdx.org/licenses/a b",
                           "https://creativecommons.org/licenses/by/4.0/evil/"})
    CHECK_MESSAGE(!licence_iri(text), text);
}

TEST_CASE("iri: an absolute one, or nothing") {
  CHECK(plain_iri(" https://example.org/x ") == "https://example.org/x");
  CHECK(plain_iri("urn:lsid:x") == "urn:lsid:x");
  for (const char* text : {"", "x", "/x", "C:\\Users", "C:x", "https://a b", "https://a>b", "1a:b", "a:"})
    CHECK_MESSAGE(!plain_iri(text), text);
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
