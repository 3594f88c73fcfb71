#include "prov/date_time.hpp"

#include <doctest/doctest.h>

using micrograph::prov::canonical_date_time;

TEST_CASE("one moment has one spelling") {
  CHECK(canonical_date_time("2020-03-01T00:30:00+01:00") == canonical_date_time("2020-02-29T23:30:00.000Z"));
  CHECK(canonical_date_time("2019-12-31T24:00:00Z") == canonical_date_time("2020-01-01T00:00:00Z"));
  CHECK(canonical_date_time("1970-01-01T00:00:00.50Z") == canonical_date_time("1969-12-31T19:00:00.5-05:00"));
  // Without a time zone it is no known moment.
  CHECK(canonical_date_time("2020-01-01T00:00:00") != canonical_date_time("2020-01-01T00:00:00Z"));
  CHECK(canonical_date_time("2020-01-01T00:00:00.1Z") != canonical_date_time("2020-01-01T00:00:00.10001Z"));
}

TEST_CASE("what is no xsd:dateTime stays as it is") {
  for (const char* text :
       {"", "now", "2020-01-01", "2020-13-01T00:00:00", "2020-01-01T00:60:00", "20-01-01T00:00:00",
        "2020-01-01T00:00:00+15:00", "2020-01-01T00:00:00Zx", "99999999999-01-01T00:00:00"})
    CHECK(canonical_date_time(text) == text);
}
