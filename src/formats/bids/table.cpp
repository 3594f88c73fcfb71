#include "formats/bids/table.hpp"

#include "base/as_text.hpp"
#include "base/json.hpp"
#include "formats/bids/participant_columns.hpp"
#include "formats/personal/names.hpp"
#include "formats/text.hpp"

#include <algorithm>
#include <sstream>
#include <string_view>
#include <vector>

namespace micrograph::formats::bids {

namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  for (;;) {
    const std::size_t end = text.find(separator, start);
    parts.push_back(text.substr(start, end == std::string_view::npos ? end : end - start));
    if (end == std::string_view::npos)
      return parts;
    start = end + 1;
  }
}

std::string_view text_of(std::span<const std::byte> bytes) {
  std::string_view text = as_text(bytes);
  if (text.starts_with("\xEF\xBB\xBF"))
    text.remove_prefix(3);
  return text;
}

} // namespace

std::string json_of_table(std::span<const std::byte> bytes, std::uint64_t* withheld) {
  std::ostringstream out;
  JsonWriter json(out, JsonWriter::Layout::compact);
  json.begin_array();
  std::vector<std::string> columns;
  std::size_t species = 0; ///< the column of that name; behind the last if there is none
  bool is_first = true;
  for (std::string_view line : split(text_of(bytes), '\n')) {
    if (line.ends_with('\r'))
      line.remove_suffix(1);
    if (line.empty())
      continue;
    const auto cells = split(line, '\t');
    if (is_first) {
      for (const std::string_view cell : cells)
        columns.push_back(text_of_field(cell));
      species = static_cast<std::size_t>(std::find(columns.begin(), columns.end(), "species") - columns.begin());
      is_first = false;
      continue;
    }
    const bool holds_back = withheld && !(species < cells.size() && is_animal(cells[species]));
    json.begin_object();
    for (std::size_t i = 0; i < cells.size(); ++i) {
      json.key(i < columns.size() ? columns[i] : "column " + std::to_string(i + 1));
      if (holds_back && i < columns.size() && is_personal_cell(columns[i], cells[i])) {
        json.value(personal::mark);
        ++*withheld;
      } else {
        json.value(text_of_field(cells[i]));
      }
    }
    json.end_object();
  }
  json.end_array();
  json.finish();
  return out.str();
}

std::string json_of_text(std::span<const std::byte> bytes) {
  std::ostringstream out;
  JsonWriter json(out, JsonWriter::Layout::compact);
  json.value(text_of_field(text_of(bytes))).finish();
  return out.str();
}

} // namespace micrograph::formats::bids
