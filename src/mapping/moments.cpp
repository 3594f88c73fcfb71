#include "mapping/moments.hpp"

#include "base/decimal.hpp"
#include "rdf/vocabulary.hpp"

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>

namespace micrograph::mapping {

namespace {

// What they count from, as seen from 1601-01-01, where Windows begins to count, and a thousandth of a second is the finest that a
// double can tell of a day in our time.
const Decimal julian_day_of_1601(23058135, 1); // 2305813.5
const Decimal ole_day_of_1601(-109205);
const Decimal unix_second_of_1601(-11'644'473'600);

constexpr std::int64_t ticks_per_second = 10'000'000; ///< of 100 ns
constexpr std::int64_t milliseconds_per_day = 86'400'000;

/// Ticks since 1601 of a count of something that lasts so many milliseconds.
std::optional<std::int64_t> ticks_of_count(std::string_view text, const Decimal& count_of_1601, std::int64_t milliseconds_each) {
  const auto count = Decimal::parse_scientific(text);
  const auto since = count ? count->minus(count_of_1601) : std::nullopt;
  const auto milliseconds = since ? since->times(Decimal(milliseconds_each)) : std::nullopt;
  if (!milliseconds)
    return {};
  const double value = milliseconds->to_double();
  if (!(value >= 0 && value < 1e15))
    return {};
  return std::llround(value) * (ticks_per_second / 1000);
}

std::optional<std::int64_t> ticks_of_text(std::string_view text, int base) {
  std::int64_t ticks = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), ticks, base);
  if (fault != std::errc() || end != text.data() + text.size() || text.empty() || ticks <= 0)
    return {};
  return ticks;
}

std::optional<std::int64_t> ticks_of(std::string_view text, std::string_view encoding) {
  if (encoding == "julian-day")
    return ticks_of_count(text, julian_day_of_1601, milliseconds_per_day);
  if (encoding == "ole-day")
    return ticks_of_count(text, ole_day_of_1601, milliseconds_per_day);
  if (encoding == "unix-second")
    return ticks_of_count(text, unix_second_of_1601, 1000);
  if (encoding == "filetime")
    return ticks_of_text(text, 10);
  return encoding == "filetime-hex" ? ticks_of_text(text, 16) : std::nullopt;
}

} // namespace

std::optional<rdf::Term> read_moment(std::string_view text, std::string_view encoding, std::string_view zone) {
  using namespace std::chrono;
  const auto ticks = ticks_of(text, encoding);
  if (!ticks)
    return {};
  const std::int64_t seconds = *ticks / ticks_per_second;
  const auto day_number = static_cast<int>(seconds / 86400);
  const year_month_day date{sys_days(year(1601) / January / 1) + days(day_number)};
  if (int(date.year()) > 9999)
    return {};
  const auto of_day = static_cast<int>(seconds % 86400);
  char written[40];
  std::snprintf(written, sizeof written, "%04d-%02u-%02uT%02d:%02d:%02d.%07d", int(date.year()), unsigned(date.month()),
                unsigned(date.day()), of_day / 3600, of_day / 60 % 60, of_day % 60,
                static_cast<int>(*ticks % ticks_per_second));
  std::string moment = written;
  moment.erase(moment.find_last_not_of('0') + 1);
  if (moment.ends_with('.'))
    moment.pop_back();
  return rdf::Term(rdf::TermKind::literal, moment + std::string(zone), rdf::vocabulary::xsd::date_time);
}

} // namespace micrograph::mapping
