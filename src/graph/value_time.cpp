#include "graph/value_time.hpp"

#include <algorithm>
#include <chrono>

namespace micrograph::graph {

namespace {

constexpr unsigned zone_bits = 9;
constexpr unsigned digits_bits = 2;
constexpr std::int64_t zone_none = 0, zone_utc = 1, zone_zero = 2 + 168; ///< code of `+00:00`
constexpr std::int64_t zone_step_minutes = 5;
constexpr std::int64_t minutes_per_day = 1440;
constexpr std::int64_t ms_per_minute = 60'000;
/// Two years before year 1, so that no zone makes an instant negative.
constexpr std::int64_t origin_days =
    std::chrono::sys_days(std::chrono::year(-1) / std::chrono::January / 1).time_since_epoch().count();

/// Reads fixed parts off the front of a text; after the first failure everything fails.
class Parts {
public:
  explicit Parts(std::string_view text) : rest_(text) {}

  std::int64_t digits(std::size_t count) {
    std::int64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (i >= rest_.size() || rest_[i] < '0' || rest_[i] > '9')
        return fail();
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }
  void mark(char c) {
    if (!accept(c))
      fail();
  }
  bool accept(char c) {
    if (!rest_.starts_with(c))
      return false;
    rest_.remove_prefix(1);
    return true;
  }
  [[nodiscard]] std::size_t digits_ahead() const {
    return std::min(rest_.find_first_not_of("0123456789"), rest_.size());
  }
  std::int64_t fail() {
    failed_ = true;
    rest_ = {};
    return 0;
  }
  [[nodiscard]] bool ended_well() const { return !failed_ && rest_.empty(); }

private:
  std::string_view rest_;
  bool failed_ = false;
};

/// Days since 1970-01-01 of a day in the years 0001 to 9999 that exists.
std::int64_t read_day(Parts& parts) {
  const auto year = parts.digits(4);
  parts.mark('-');
  const auto month = parts.digits(2);
  parts.mark('-');
  const auto day = parts.digits(2);
  const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(year)),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  if (year < 1 || !date.ok())
    return parts.fail();
  return std::chrono::sys_days(date).time_since_epoch().count();
}

/// Code of the zone that ends the text.
std::int64_t read_zone(Parts& parts) {
  if (parts.ended_well())
    return zone_none;
  if (parts.accept('Z'))
    return zone_utc;
  const bool west = parts.accept('-');
  if (!west)
    parts.mark('+');
  const auto hours = parts.digits(2);
  parts.mark(':');
  const auto minutes = parts.digits(2);
  const auto offset = hours * 60 + minutes;
  if (minutes > 59 || offset > 14 * 60 || offset % zone_step_minutes != 0 || (west && offset == 0))
    return parts.fail();
  return zone_zero + (west ? -offset : offset) / zone_step_minutes;
}

std::int64_t offset_minutes(std::int64_t zone) {
  return zone <= zone_utc ? 0 : (zone - zone_zero) * zone_step_minutes;
}

void append_padded(std::string& out, std::int64_t value, std::size_t width) {
  const std::string digits = std::to_string(value < 0 ? -value : value);
  if (value < 0)
    out += '-';
  out.append(width > digits.size() ? width - digits.size() : 0, '0');
  out += digits;
}

void append_day(std::string& out, std::int64_t day) {
  // A damaged payload may lie far beyond what chrono's 16-bit years hold.
  const std::int64_t last =
      std::chrono::sys_days(std::chrono::year(9999) / 12 / 31).time_since_epoch().count();
  const std::chrono::year_month_day date{
      std::chrono::sys_days(std::chrono::days(std::clamp(day, origin_days, last + 2)))};
  append_padded(out, int(date.year()), 4);
  out += '-';
  append_padded(out, unsigned(date.month()), 2);
  out += '-';
  append_padded(out, unsigned(date.day()), 2);
}

void append_zone(std::string& out, std::int64_t zone) {
  if (zone == zone_none)
    return;
  if (zone == zone_utc) {
    out += 'Z';
    return;
  }
  const std::int64_t offset = offset_minutes(zone);
  const std::int64_t amount = offset < 0 ? -offset : offset;
  out += offset < 0 ? '-' : '+';
  append_padded(out, amount / 60, 2);
  out += ':';
  append_padded(out, amount % 60, 2);
}

} // namespace

std::optional<std::uint64_t> encode_date(std::string_view text) {
  Parts parts(text);
  const auto day = read_day(parts);
  const auto zone = read_zone(parts);
  if (!parts.ended_well())
    return std::nullopt;
  const std::int64_t minutes = (day - origin_days) * minutes_per_day - offset_minutes(zone);
  return static_cast<std::uint64_t>(minutes) << zone_bits | static_cast<std::uint64_t>(zone);
}

std::string decode_date(std::uint64_t payload) {
  const auto zone = static_cast<std::int64_t>(payload & ((1u << zone_bits) - 1));
  const auto minutes = static_cast<std::int64_t>(payload >> zone_bits) + offset_minutes(zone);
  std::string out;
  append_day(out, minutes / minutes_per_day + origin_days);
  append_zone(out, zone);
  return out;
}

std::optional<std::uint64_t> encode_date_time(std::string_view text) {
  Parts parts(text);
  const auto day = read_day(parts);
  parts.mark('T');
  const auto hour = parts.digits(2);
  parts.mark(':');
  const auto minute = parts.digits(2);
  parts.mark(':');
  const auto second = parts.digits(2);
  std::size_t digits = 0;
  std::int64_t milliseconds = 0;
  if (parts.accept('.')) {
    digits = parts.digits_ahead();
    if (digits < 1 || digits > 3)
      return std::nullopt;
    milliseconds = parts.digits(digits);
    for (std::size_t i = digits; i < 3; ++i)
      milliseconds *= 10;
  }
  const auto zone = read_zone(parts);
  if (!parts.ended_well() || hour > 23 || minute > 59 || second > 59)
    return std::nullopt;
  const std::int64_t minutes =
      (day - origin_days) * minutes_per_day + hour * 60 + minute - offset_minutes(zone);
  const std::int64_t instant = minutes * ms_per_minute + second * 1000 + milliseconds;
  return (static_cast<std::uint64_t>(instant) << digits_bits | digits) << zone_bits |
         static_cast<std::uint64_t>(zone);
}

std::string decode_date_time(std::uint64_t payload) {
  const auto zone = static_cast<std::int64_t>(payload & ((1u << zone_bits) - 1));
  const auto digits = static_cast<std::size_t>(payload >> zone_bits & ((1u << digits_bits) - 1));
  const auto instant = static_cast<std::int64_t>(payload >> (zone_bits + digits_bits));
  const std::int64_t minutes = instant / ms_per_minute + offset_minutes(zone);
  const std::int64_t within = std::max<std::int64_t>(minutes % minutes_per_day, 0);
  std::string out;
  append_day(out, minutes / minutes_per_day + origin_days);
  out += 'T';
  append_padded(out, within / 60, 2);
  out += ':';
  append_padded(out, within % 60, 2);
  out += ':';
  append_padded(out, instant % ms_per_minute / 1000, 2);
  if (digits > 0) {
    std::string fraction;
    append_padded(fraction, instant % 1000, 3);
    out += '.' + fraction.substr(0, digits);
  }
  append_zone(out, zone);
  return out;
}

} // namespace micrograph::graph
