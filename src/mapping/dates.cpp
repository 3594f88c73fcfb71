#include "mapping/dates.hpp"

#include "base/ascii.hpp"
#include "rdf/vocabulary.hpp"

#include <array>
#include <string>
#include <vector>

namespace micrograph::mapping {

namespace {

struct DateParts {
  int year = 0, month = 0, day = 0; ///< month and day 0 where the text has none
};
struct TimeParts {
  int hour = 0, minute = 0, second = 0;
  std::string fraction; ///< digits, no zeros at the end
  std::string zone;     ///< "", "Z" or "+01:00"
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

int days_in(int year, int month) {
  constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

bool exists(const DateParts& date) {
  if (date.year < 1 || date.month < 0 || date.month > 12 || (date.month == 0 && date.day != 0))
    return false;
  return date.month == 0 || date.day == 0 || (date.day >= 1 && date.day <= days_in(date.year, date.month));
}

/// Reads from the front of a text.
class Reader {
public:
  explicit Reader(std::string_view text) : text_(text) {}

  [[nodiscard]] bool at_end() const { return text_.empty(); }
  [[nodiscard]] char next() const { return text_.empty() ? '\0' : text_.front(); }

  bool take(char c) {
    if (next() != c)
      return false;
    text_.remove_prefix(1);
    return true;
  }
  /// Exactly `count` digits; absent (and nothing taken) if there are fewer.
  std::optional<int> number(std::size_t count) {
    if (text_.size() < count)
      return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!is_digit(text_[i]))
        return std::nullopt;
      value = value * 10 + (text_[i] - '0');
    }
    text_.remove_prefix(count);
    return value;
  }
  /// All digits from here.
  std::string digits() {
    std::string out;
    while (is_digit(next())) {
      out += next();
      text_.remove_prefix(1);
    }
    return out;
  }
  [[nodiscard]] std::size_t digit_count() const {
    std::size_t count = 0;
    while (count < text_.size() && is_digit(text_[count]))
      ++count;
    return count;
  }
  void skip_blanks() {
    while (next() == ' ')
      text_.remove_prefix(1);
  }

private:
  std::string_view text_;
};

/// `hh:mm[:ss[.f]]` or, after digits without separators, `hhmm[ss[.f]]`; then the zone.
std::optional<TimeParts> time_of_day(Reader& in, bool separators) {
  TimeParts time;
  const auto hour = in.number(2);
  if (!hour || (separators && !in.take(':')))
    return std::nullopt;
  const auto minute = in.number(2);
  if (!minute)
    return std::nullopt;
  const bool has_second = separators ? in.take(':') : is_digit(in.next());
  if (has_second) {
    const auto second = in.number(2);
    if (!second)
      return std::nullopt;
    time.second = *second;
    if (in.take('.') || in.take(',')) {
      time.fraction = in.digits();
      if (time.fraction.empty())
        return std::nullopt;
      while (!time.fraction.empty() && time.fraction.back() == '0')
        time.fraction.pop_back();
    }
  }
  time.hour = *hour;
  time.minute = *minute;
  // XSD has no leap seconds; 24:00:00 exists, but is the next day's midnight, which we do not compute.
  if (time.hour > 23 || time.minute > 59 || time.second > 59)
    return std::nullopt;

  in.skip_blanks();
  if (in.take('Z') || in.take('z')) {
    time.zone = "Z";
  } else if (in.next() == '+' || in.next() == '-') {
    const char sign = in.next();
    (void)in.take(sign);
    const auto zone_hour = in.number(2);
    (void)in.take(':');
    const auto zone_minute = in.number(2);
    if (!zone_hour || *zone_hour > 14 || zone_minute.value_or(0) > 59 ||
        (*zone_hour == 14 && zone_minute.value_or(0) > 0))
      return std::nullopt;
    const auto two = [](int n) {
      return std::string(1, static_cast<char>('0' + n / 10)) + static_cast<char>('0' + n % 10);
    };
    time.zone = sign + two(*zone_hour) + ":" + two(zone_minute.value_or(0));
    if (time.zone == "+00:00" || time.zone == "-00:00")
      time.zone = "Z";
  }
  return time;
}

/// A text taken apart; absent if it is no date at all.
struct Moment {
  DateParts date;
  std::optional<TimeParts> time;
};

/// Year first: ISO 8601, DICOM, TIFF.
std::optional<Moment> year_first(std::string_view text) {
  Reader in(text);
  Moment moment;
  const std::size_t run = in.digit_count();
  if (run == 8 || run == 12 || run == 14) {
    moment.date = {*in.number(4), *in.number(2), *in.number(2)};
    if (moment.date.month == 0 || moment.date.day == 0)
      return std::nullopt;
    if (run == 8 && (in.take('T') || in.take(' '))) {
      moment.time = time_of_day(in, in.digit_count() == 2);
      if (!moment.time)
        return std::nullopt;
    } else if (run > 8 && !(moment.time = time_of_day(in, false))) {
      return std::nullopt;
    }
  } else {
    const auto year = run == 4 ? in.number(4) : std::nullopt;
    if (!year)
      return std::nullopt;
    moment.date.year = *year;
    const char separator = in.next();
    if (separator == '-' || separator == ':' || separator == '/' || separator == '.') {
      (void)in.take(separator);
      moment.date.month = in.number(2).value_or(-1);
      const bool has_day = in.take(separator);
      if (has_day)
        moment.date.day = in.number(2).value_or(0);
      else if (separator != '-')
        return std::nullopt; // 2024/01 may be a range of years, 2024:01 a time
      if (moment.date.month < 1 || (has_day && moment.date.day < 1))
        return std::nullopt;
      if (moment.date.day > 0 && (in.take('T') || in.take('t') || in.take(' '))) {
        in.skip_blanks();
        moment.time = time_of_day(in, true);
        if (!moment.time)
          return std::nullopt;
      }
    }
  }
  if (!in.at_end() || !exists(moment.date) || (moment.time && moment.date.day == 0))
    return std::nullopt;
  return moment;
}

int month_of(const std::string& word) {
  constexpr std::array<std::string_view, 12> months{"january",   "february", "march",    "april",
                                                    "may",       "june",     "july",     "august",
                                                    "september", "october",  "november", "december"};
  for (std::size_t i = 0; i < months.size(); ++i)
    if (word == months[i] || (word.size() == 3 && months[i].starts_with(word)) || (word == "sept" && i == 8))
      return static_cast<int>(i + 1);
  return 0;
}

bool is_weekday(const std::string& word) {
  for (const std::string_view day :
       {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
    if (word.size() >= 3 && day.starts_with(word))
      return true;
  return false;
}

/// With the month as a word, in any order: the year has four digits, the time its colons, and what is left is
/// the day.
std::optional<Moment> month_as_word(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : ascii::lower(text)) {
    if (c != ' ' && c != ',' && c != '-' && c != '\t')
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  if (words.back().empty())
    words.pop_back();
  constexpr std::size_t most_words = 6;
  if (words.size() > most_words)
    return std::nullopt;

  Moment moment;
  for (const std::string& word : words) {
    const bool digits = word.find_first_not_of("0123456789") == std::string::npos;
    bool taken = false;
    if (digits && word.size() == 4) {
      taken = moment.date.year == 0;
      moment.date.year = std::stoi(word);
    } else if (digits && !word.empty() && word.size() <= 2) {
      taken = moment.date.day == 0 && std::stoi(word) > 0;
      moment.date.day = std::stoi(word);
    } else if (word.find(':') != std::string::npos) {
      Reader in(word);
      taken = !moment.time && (moment.time = time_of_day(in, true)) && in.at_end();
    } else if (const int month = month_of(word)) {
      taken = moment.date.month == 0;
      moment.date.month = month;
    } else {
      taken = is_weekday(word);
    }
    if (!taken)
      return std::nullopt;
  }
  if (moment.date.month == 0 || !exists(moment.date) || (moment.time && moment.date.day == 0))
    return std::nullopt;
  return moment;
}

std::optional<Moment> read_moment(std::string_view text) {
  text = ascii::trimmed(text);
  constexpr std::size_t longest = 60;
  if (text.empty() || text.size() > longest)
    return std::nullopt;
  if (auto moment = year_first(text))
    return moment;
  return month_as_word(text);
}

std::string padded(int number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width > digits.size() ? width - digits.size() : 0, '0') + digits;
}

std::string text_of(const DateParts& date) {
  std::string out = padded(date.year, 4);
  if (date.month > 0)
    out += "-" + padded(date.month, 2);
  if (date.day > 0)
    out += "-" + padded(date.day, 2);
  return out;
}

} // namespace

std::optional<rdf::Term> read_date(std::string_view text) {
  namespace xsd = rdf::vocabulary::xsd;
  const auto moment = read_moment(text);
  if (!moment || moment->time)
    return std::nullopt;
  const char* type = moment->date.day > 0 ? xsd::date : moment->date.month > 0 ? rdf::vocabulary::xsd::g_year_month : xsd::g_year;
  return rdf::Term(rdf::TermKind::literal, text_of(moment->date), type);
}

std::optional<rdf::Term> read_date_time(std::string_view text) {
  const auto moment = read_moment(text);
  if (!moment || !moment->time)
    return std::nullopt;
  const TimeParts& time = *moment->time;
  std::string out = text_of(moment->date) + "T" + padded(time.hour, 2) + ":" + padded(time.minute, 2) + ":" +
                    padded(time.second, 2);
  if (!time.fraction.empty())
    out += "." + time.fraction;
  return rdf::Term(rdf::TermKind::literal, out + time.zone, rdf::vocabulary::xsd::date_time);
}

} // namespace micrograph::mapping
