#include "document/text_lines.hpp"

#include <algorithm>
#include <optional>

namespace micrograph::document {

namespace {

constexpr std::string_view blanks = " \t";

std::string_view take(std::string_view& text, std::size_t length) {
  const std::string_view taken = text.substr(0, length);
  text.remove_prefix(taken.size());
  return taken;
}

std::string_view take_blanks(std::string_view& text) {
  return take(text, std::min(text.find_first_not_of(blanks), text.size()));
}

std::string_view take_blanks_at_end(std::string_view& text) {
  const std::size_t last = text.find_last_not_of(blanks);
  const std::size_t length = last == std::string_view::npos ? 0 : last + 1;
  const std::string_view taken = text.substr(length);
  text = text.substr(0, length);
  return taken;
}

/// The line without its end, and the end.
std::string_view take_line(std::string_view& text, std::string_view& end) {
  const std::size_t feed = text.find('\n');
  if (feed == std::string_view::npos) {
    end = {};
    return take(text, text.size());
  }
  const std::size_t length = feed > 0 && text[feed - 1] == '\r' ? feed - 1 : feed;
  const std::string_view line = take(text, length);
  end = take(text, feed + 1 - length);
  return line;
}

/// Sets the parts of a line without the blanks around it, which is not empty.
void take_equals_apart(std::string_view core, TextLine& line) {
  const std::size_t sign = core.find('=');
  if (core.front() == '[' && core.back() == ']') {
    line.kind = TextLine::Kind::section;
    line.name = core.substr(1, core.size() - 2);
  } else if (core.front() == ';' || core.front() == '#' || sign == std::string_view::npos) {
    line.kind = TextLine::Kind::remark;
    line.value = core;
  } else {
    line.kind = TextLine::Kind::entry;
    std::string_view name = core.substr(0, sign);
    (void)take_blanks_at_end(name);
    std::string_view value = core.substr(sign + 1);
    (void)take_blanks(value);
    line.name = name;
    line.value = value;
    line.middle = core.substr(name.size(), core.size() - name.size() - value.size());
  }
}

/// Length of what makes a line an item of a list, with the blanks behind it: `- `, `* `, `+ `, `12. `, `a) `; 0 if nothing does.
std::size_t item_start_length(std::string_view core) {
  std::size_t length = 1;
  if (std::string_view("-*+").find(core.front()) == std::string_view::npos) {
    const std::size_t digits = std::min(core.find_first_not_of("0123456789"), core.size());
    const bool is_letter = (core.front() | 0x20) >= 'a' && (core.front() | 0x20) <= 'z';
    const std::size_t number = digits > 0 ? digits : 1;
    if ((digits == 0 && !is_letter) || number >= core.size() || (core[number] != '.' && core[number] != ')'))
      return 0;
    length = number + 1;
  }
  const std::size_t end = core.find_first_not_of(blanks, length);
  return end != std::string_view::npos && end > length ? end : 0;
}

/// Where in the line a name ends and its value, with the blanks before it, begins; absent if it is no entry.
struct Division {
  std::size_t name_end = 0, value = 0;
};
std::optional<Division> divide(std::string_view core, std::size_t name, bool is_bold) {
  constexpr std::string_view bold = "**";
  for (std::size_t colon = core.find(':', name); colon != std::string_view::npos; colon = core.find(':', colon + 1)) {
    Division division{colon, colon + 1};
    if (is_bold && core.substr(0, colon).ends_with(bold))
      division.name_end -= bold.size();
    else if (is_bold && core.substr(colon + 1).starts_with(bold))
      division.value += bold.size();
    else if (is_bold)
      continue;
    const bool is_sign = division.value == core.size() || blanks.find(core[division.value]) != std::string_view::npos;
    if (is_sign && core.substr(name, division.name_end - std::min(name, division.name_end)).find_first_not_of(blanks) != std::string_view::npos)
      return division;
  }
  return {};
}

void take_colon_apart(std::string_view core, TextLine& line) {
  const std::size_t hashes = std::min(core.find_first_not_of('#'), core.size());
  if (hashes >= 1 && hashes <= 6 && hashes < core.size() && blanks.find(core[hashes]) != std::string_view::npos) {
    line.kind = TextLine::Kind::section;
    line.name = core.substr(core.find_first_not_of(blanks, hashes));
    line.before = {line.before.data(), line.before.size() + core.size() - line.name.size()};
    return;
  }
  std::size_t start = item_start_length(core);
  const bool is_bold = core.substr(start).starts_with("**");
  start += is_bold ? 2 : 0;
  const auto division = divide(core, start, is_bold);
  if (!division) {
    line.kind = TextLine::Kind::remark;
    line.value = core;
    return;
  }
  line.kind = TextLine::Kind::entry;
  line.before = {line.before.data(), line.before.size() + start};
  std::string_view name = core.substr(start, division->name_end - start);
  (void)take_blanks_at_end(name);
  std::string_view value = core.substr(division->value);
  (void)take_blanks(value);
  line.name = name;
  line.value = value;
  line.middle = core.substr(start + name.size(), core.size() - start - name.size() - value.size());
}

} // namespace

bool TextLines::next(TextLine& line) {
  if (rest_.empty())
    return false;
  line = {};
  std::string_view core = take_line(rest_, line.end);
  line.before = take_blanks(core);
  line.after = take_blanks_at_end(core);
  if (core.empty())
    return true;
  if (grammar_ == LineGrammar::colon)
    take_colon_apart(core, line);
  else
    take_equals_apart(core, line);
  return true;
}

} // namespace micrograph::document
