#pragma once

#include "base/decimal.hpp"

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace micrograph::query {

/// An xsd:dateTime or xsd:date as it is spelt, in the proleptic Gregorian calendar of XSD 1.1 (there is a
/// year 0).
struct DateTime {
  std::int64_t year = 0; ///< at most nine digits
  int month = 1, day = 1;
  int hour = 0, minute = 0;        ///< of a date: 0
  Decimal seconds;                 ///< below 60
  std::optional<int> zone_minutes; ///< offset from UTC, within ±14 hours
};

/// Absent if the text is none of the datatype's lexical forms, or no day of the calendar. Reads `24:00:00` as
/// the next midnight.
[[nodiscard]] std::optional<DateTime> parse_date_time(std::string_view lexical);
[[nodiscard]] std::optional<DateTime> parse_date(std::string_view lexical);

/// By instant, what has no zone taken as UTC: a total order, for sorting.
[[nodiscard]] std::strong_ordering operator<=>(const DateTime& a, const DateTime& b);

/// By instant, as `<` and `=` see it. Absent if only one has a zone and they lie within 14 hours, so that the
/// zone of the other would decide (XSD 1.1, part 2, appendix D.2.1; SPARQL's tests want that rather than
/// XPath's implicit zone).
[[nodiscard]] std::optional<std::strong_ordering> compare_moments(const DateTime& a, const DateTime& b);

/// `Z`, `-05:00`, or empty if there is no zone.
[[nodiscard]] std::string zone_text(const DateTime& value);
/// The zone as an xsd:dayTimeDuration, `-PT5H30M`. Absent if there is none.
[[nodiscard]] std::optional<std::string> zone_duration(const DateTime& value);

/// The lexical form of an instant in UTC, to milliseconds.
[[nodiscard]] std::string date_time_text(std::chrono::system_clock::time_point instant);

} // namespace micrograph::query
