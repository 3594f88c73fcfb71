#include "mapping/moments.hpp"

#include <doctest/doctest.h>

#include <string>

using micrograph::mapping::read_moment;

namespace {

std::string moment(std::string_view text, std::string_view encoding, std::string_view zone = {}) {
  const auto term = read_moment(text, encoding, zone);
  return term ? term->value : "(none)";
}

} // namespace

// The right-hand sides are Python's: datetime(1601, 1, 1) + timedelta(…), and likewise from 1899-12-30 and from the
// Julian day 2440587.5, which is 1970-01-01.
TEST_CASE("moments are read from the numbers that programs count") {
  CHECK(moment("2440587.5", "julian-day", "Z") == "1970-01-01T00:00:00Z");
  CHECK(moment("2456827.080131852", "julian-day", "Z") == "2014-06-18T13:55:23.392Z");
  CHECK(moment("25569", "ole-day") == "1970-01-01T00:00:00");
  CHECK(moment("0", "unix-second") == "1970-01-01T00:00:00");
  CHECK(moment("1360677791.25", "unix-second") == "2013-02-12T14:03:11.25");
  CHECK(moment("-2e10", "unix-second") == "(none)");
  CHECK(moment("39846.6129166667", "ole-day") == "2009-02-02T14:42:36");
  CHECK(moment("116444736000000000", "filetime") == "1970-01-01T00:00:00");
  CHECK(moment("1d6f64bbab40b70", "filetime-hex") == "2021-01-29T14:33:36.935");
}

TEST_CASE("what is no moment gives none") {
  for (const char* const text : {"", "0", "-1", "1e300", "NaN", "noon", "9e18"}) {
    CAPTURE(text);
    CHECK(moment(text, "julian-day") == "(none)");
    CHECK(moment(text, "filetime") == "(none)");
  }
  CHECK(moment("-1e6", "ole-day") == "(none)");
  CHECK(moment("9223372036854775807", "filetime") == "(none)");
  CHECK(moment("25569", "stardate") == "(none)");
}
