#include "formats/zeiss_sem_tiff/settings.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace micrograph::formats::zeiss_sem_tiff {

namespace {

using document::Record;

/// The next line, without its end; absent if there is none.
std::optional<std::string_view> next_line(std::string_view& text) {
  if (text.empty())
    return {};
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r'))
    line.remove_suffix(1);
  return line;
}

/// Two letters for the kind of parameter (analogue, digital, string), an underscore, and the name in capitals.
bool is_key(std::string_view line) {
  const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return line.size() > 3 && is_capital(line[0]) && is_capital(line[1]) && line[2] == '_' &&
         std::all_of(line.begin() + 3, line.end(), [&](char c) { return is_capital(c) || c == '_' || (c >= '0' && c <= '9'); });
}

Record parameter(std::string_view key, std::string_view line) {
  std::size_t sign = line.find('=');
  if (sign == std::string_view::npos)
    sign = line.find(':');
  if (sign == std::string_view::npos)
    return Record::leaf(std::string(key), std::string(ascii::trimmed(line)));
  Record record = Record::leaf(std::string(key), std::string(ascii::trimmed(line.substr(sign + 1))));
  record.children.push_back(Record::leaf("Name", std::string(ascii::trimmed(line.substr(0, sign)))));
  return record;
}

} // namespace

Record read_settings(std::string_view text) {
  Record record = Record::branch("ZeissSEM");
  std::optional<std::string_view> key;
  bool is_past_numbers = false;
  while (const auto line = next_line(text)) {
    if (is_key(*line)) {
      if (key)
        record.children.push_back(Record::leaf(std::string(*key), ""));
      key = *line;
      is_past_numbers = true;
    } else if (key) {
      record.children.push_back(parameter(*key, *line));
      key.reset();
    } else if (!ascii::trimmed(*line).empty()) {
      record.children.push_back(Record::leaf(is_past_numbers ? "Line" : "Number", std::string(ascii::trimmed(*line))));
    }
  }
  if (key)
    record.children.push_back(Record::leaf(std::string(*key), ""));
  return record;
}

} // namespace micrograph::formats::zeiss_sem_tiff
