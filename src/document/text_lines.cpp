#include "document/text_lines.hpp"

#include <algorithm>

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
void take_apart(std::string_view core, TextLine& line) {
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

} // namespace

bool TextLines::next(TextLine& line) {
  if (rest_.empty())
    return false;
  line = {};
  std::string_view core = take_line(rest_, line.end);
  line.before = take_blanks(core);
  line.after = take_blanks_at_end(core);
  if (!core.empty())
    take_apart(core, line);
  return true;
}

} // namespace micrograph::document
