#include "query/expressions/date_time.hpp"

#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace micrograph::query {

namespace {

/// Takes the parts of a lexical form from the front of a text; once something is missing, nothing more is
/// taken.
class Parts {
public:
  explicit Parts(std::string_view text) : text_(text) {}

  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] bool at_end() const { return good_ && text_.empty(); }
  bool accept(char c) {
    if (!text_.starts_with(c))
      return false;
    text_.remove_prefix(1);
    return true;
  }
  void expect(char c) { good_ = accept(c) && good_; }

  std::string_view digits() {
    std::size_t length = 0;
    while (length < text_.size() && text_[length] >= '0' && text_[length] <= '9')
      ++length;
    const std::string_view out = text_.substr(0, length);
    text_.remove_prefix(length);
    return out;
  }
  int two_digits(int least, int most) {
    const std::string_view two = digits();
    const int number = two.size() == 2 ? (two[0] - '0') * 10 + (two[1] - '0') : -1;
    good_ = good_ && number >= least && number <= most;
    return number;
  }
  std::int64_t year() {
    const bool negative = accept('-');
    const std::string_view text = digits();
    std::int64_t number = 0;
    good_ = good_ && text.size() >= 4 && text.size() <= 9 && (text.size() == 4 || text.front() != '0');
    if (good_)
      std::from_chars(text.data(), text.data() + text.size(), number);
    return negative ? -number : number;
  }
  Decimal seconds() {
    const char* const start = text_.data();
    two_digits(0, 59);
    if (accept('.') && digits().empty())
      good_ = false;
    const std::optional<Decimal> number =
        Decimal::parse_xsd({start, static_cast<std::size_t>(text_.data() - start)});
    good_ = good_ && number;
    return number.value_or(Decimal());
  }
  std::optional<int> zone() {
    if (text_.empty())
      return std::nullopt;
    if (accept('Z'))
      return 0;
    const bool negative = accept('-');
    if (!negative)
      expect('+');
    const int hours = two_digits(0, 14);
    expect(':');
    const int minutes = two_digits(0, hours == 14 ? 0 : 59);
    return negative ? -(hours * 60 + minutes) : hours * 60 + minutes;
  }

private:
  std::string_view text_;
  bool good_ = true;
};

bool is_leap(std::int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(std::int64_t year, int month) {
  static constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/// Days since the first of March of year 0; years begin in March, so that the leap day is the last.
std::int64_t day_number(std::int64_t year, int month, int day) {
  if (month <= 2)
    --year;
  const auto floored = [](std::int64_t n, std::int64_t by) { return n >= 0 ? n / by : -((by - 1 - n) / by); };
  const std::int64_t leap_days = floored(year, 4) - floored(year, 100) + floored(year, 400);
  const int month_from_march = (month + 9) % 12;
  return year * 365 + leap_days + (153 * month_from_march + 2) / 5 + day - 1;
}

std::int64_t utc_minutes(const DateTime& value) {
  return (day_number(value.year, value.month, value.day) * 24 + value.hour) * 60 + value.minute -
         value.zone_minutes.value_or(0);
}

void parse_day(Parts& parts, DateTime& value) {
  value.year = parts.year();
  parts.expect('-');
  value.month = parts.two_digits(1, 12);
  parts.expect('-');
  value.day = parts.two_digits(1, parts.good() ? days_in_month(value.year, value.month) : 31);
}

void to_next_day(DateTime& value) {
  value.hour = 0;
  if (++value.day <= days_in_month(value.year, value.month))
    return;
  value.day = 1;
  if (++value.month <= 12)
    return;
  value.month = 1;
  ++value.year;
}

} // namespace

std::optional<DateTime> parse_date_time(std::string_view lexical) {
  Parts parts(lexical);
  DateTime value;
  parse_day(parts, value);
  parts.expect('T');
  value.hour = parts.two_digits(0, 24);
  parts.expect(':');
  value.minute = parts.two_digits(0, 59);
  parts.expect(':');
  value.seconds = parts.seconds();
  value.zone_minutes = parts.zone();
  if (!parts.at_end())
    return std::nullopt;
  if (value.hour == 24) {
    if (value.minute != 0 || value.seconds.sign() != 0)
      return std::nullopt;
    to_next_day(value);
  }
  return value;
}

std::optional<DateTime> parse_date(std::string_view lexical) {
  Parts parts(lexical);
  DateTime value;
  parse_day(parts, value);
  value.zone_minutes = parts.zone();
  return parts.at_end() ? std::optional(value) : std::nullopt;
}

std::strong_ordering operator<=>(const DateTime& a, const DateTime& b) {
  const auto by_minute = utc_minutes(a) <=> utc_minutes(b);
  return by_minute != 0 ? by_minute : a.seconds <=> b.seconds;
}

std::optional<std::strong_ordering> compare_moments(const DateTime& a, const DateTime& b) {
  constexpr int farthest_zone = 14 * 60;
  if (a.zone_minutes.has_value() == b.zone_minutes.has_value())
    return a <=> b;
  DateTime earliest = a.zone_minutes ? b : a, latest = earliest;
  earliest.zone_minutes = farthest_zone;
  latest.zone_minutes = -farthest_zone;
  const DateTime& zoned = a.zone_minutes ? a : b;
  const bool zoned_first = zoned < earliest;
  if (!zoned_first && !(zoned > latest))
    return std::nullopt;
  return zoned_first == a.zone_minutes.has_value() ? std::strong_ordering::less
                                                   : std::strong_ordering::greater;
}

std::string zone_text(const DateTime& value) {
  if (!value.zone_minutes)
    return {};
  if (*value.zone_minutes == 0)
    return "Z";
  const int amount = std::abs(*value.zone_minutes);
  char text[32];
  std::snprintf(text, sizeof text, "%c%02d:%02d", *value.zone_minutes < 0 ? '-' : '+', amount / 60,
                amount % 60);
  return text;
}

std::optional<std::string> zone_duration(const DateTime& value) {
  if (!value.zone_minutes)
    return std::nullopt;
  if (*value.zone_minutes == 0)
    return "PT0S";
  const int amount = std::abs(*value.zone_minutes);
  std::string out = *value.zone_minutes < 0 ? "-PT" : "PT";
  if (amount >= 60)
    out += std::to_string(amount / 60) + "H";
  if (amount % 60 != 0)
    out += std::to_string(amount % 60) + "M";
  return out;
}

std::string date_time_text(std::chrono::system_clock::time_point instant) {
  using namespace std::chrono;
  const auto day = floor<days>(instant);
  const year_month_day date(day);
  const hh_mm_ss time(floor<milliseconds>(instant - day));
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()), static_cast<int>(time.subseconds().count()));
  return text;
}

} // namespace micrograph::query
