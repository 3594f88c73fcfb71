#include "prov/date_time.hpp"

#include <charconv>
#include <cstdint>
#include <utility>

namespace micrograph::prov {

namespace {

/// Days from 1 March of the year 0, in the proleptic Gregorian calendar. The year starts in March so that the
/// leap day is its last.
std::int64_t days_from_civil(std::int64_t year, int month, int day) {
  const std::int64_t shifted = month > 2 ? year : year - 1;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 399) / 400;
  const std::int64_t year_of_era = shifted - era * 400;
  const std::int64_t day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
}

class Cursor {
public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool take(char c) {
    if (!rest_.starts_with(c))
      return false;
    rest_.remove_prefix(1);
    return true;
  }
  /// All digits there are.
  [[nodiscard]] std::string_view digits() {
    std::size_t length = 0;
    while (length < rest_.size() && rest_[length] >= '0' && rest_[length] <= '9')
      ++length;
    const auto taken = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return taken;
  }
  /// -1 unless there are exactly two, and no more than `most`.
  [[nodiscard]] int two_digits(int most) {
    const auto taken = digits();
    if (taken.size() != 2)
      return -1;
    const int value = (taken[0] - '0') * 10 + (taken[1] - '0');
    return value <= most ? value : -1;
  }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

private:
  std::string_view rest_;
};

} // namespace

std::string canonical_date_time(std::string_view text) {
  const std::string as_it_is(text);
  Cursor cursor(text);
  const bool negative = cursor.take('-');
  const auto year_text = cursor.digits();
  if (year_text.size() < 4 || year_text.size() > 9)
    return as_it_is;
  std::int64_t year = 0;
  for (const char c : year_text)
    year = year * 10 + (c - '0');
  const int month = cursor.take('-') ? cursor.two_digits(12) : -1;
  const int day = cursor.take('-') ? cursor.two_digits(31) : -1;
  const int hour = cursor.take('T') ? cursor.two_digits(24) : -1;
  const int minute = cursor.take(':') ? cursor.two_digits(59) : -1;
  const int second = cursor.take(':') ? cursor.two_digits(59) : -1;
  if (month < 1 || day < 1 || hour < 0 || minute < 0 || second < 0)
    return as_it_is;
  std::string_view fraction;
  if (cursor.take('.'))
    fraction = cursor.digits();
  while (fraction.ends_with('0'))
    fraction.remove_suffix(1);
  std::int64_t offset = 0;
  bool zoned = cursor.take('Z');
  if (!zoned) {
    const bool east = cursor.take('+');
    zoned = east || cursor.take('-');
    if (zoned) {
      const int hours = cursor.two_digits(14);
      const int minutes = cursor.take(':') ? cursor.two_digits(59) : -1;
      if (hours < 0 || minutes < 0)
        return as_it_is;
      offset = (east ? 1 : -1) * (hours * 60 + minutes) * 60;
    }
  }
  if (!cursor.at_end())
    return as_it_is;
  const std::int64_t moment = days_from_civil(negative ? -year : year, month, day) * 86400 + hour * 3600 +
                              minute * 60 + second - offset;
  std::string canonical = std::to_string(moment);
  if (!fraction.empty())
    canonical.append(".").append(fraction);
  return canonical + (zoned ? "Z" : "");
}

bool canonical_is_before(std::string_view left, std::string_view right) {
  const auto parts = [](std::string_view text) {
    if (text.ends_with('Z'))
      text.remove_suffix(1);
    const auto point = text.find('.');
    std::int64_t seconds = 0;
    std::from_chars(text.data(), text.data() + text.size(), seconds);
    // Without zeros at the end, fractions are in the order of their texts.
    return std::pair(seconds, point == std::string_view::npos ? std::string_view() : text.substr(point));
  };
  return parts(left) < parts(right);
}

} // namespace micrograph::prov
