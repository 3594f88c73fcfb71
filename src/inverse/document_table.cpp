#include "inverse/document_table.hpp"

#include "base/decimal.hpp"
#include "base/error.hpp"
#include "document/xml_names.hpp"
#include "mapping/dates.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace micrograph::inverse {

namespace {

using Form = Part::Form;
using Value = Part::Value;

constexpr std::pair<std::string_view, Form> forms[] = {{"attribute", Form::attribute}, {"id", Form::id},
                                                       {"reference", Form::reference}, {"text", Form::text},
                                                       {"content", Form::content},     {"element", Form::element}};
constexpr std::pair<std::string_view, Value> values[] = {{"", Value::text},          {"number", Value::number},
                                                         {"positive", Value::positive}, {"count", Value::count},
                                                         {"index", Value::index},    {"dateTime", Value::date_time},
                                                         {"fraction", Value::fraction}, {"boolean", Value::boolean}};

template <class Known, std::size_t size>
std::optional<Known> from_name(const std::pair<std::string_view, Known> (&known)[size], std::string_view name) {
  for (const auto& [text, meaning] : known)
    if (text == name)
      return meaning;
  return std::nullopt;
}

std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  for (std::size_t start = 0; start <= line.size();) {
    const std::size_t end = std::min(line.find('\t', start), line.size());
    cells.emplace_back(line.substr(start, end - start));
    start = end + 1;
  }
  return cells;
}

/// `#name: value`; other lines that begin with `#` are prose.
void take_setting(DocumentTable& table, std::string_view line) {
  const std::pair<std::string_view, std::string*> settings[] = {{"#vocabulary: ", &table.vocabulary},
                                                                {"#namespace: ", &table.name_space},
                                                                {"#schema: ", &table.schema},
                                                                {"#root: ", &table.root},
                                                                {"#item: ", &table.item}};
  for (const auto& [start, member] : settings)
    if (line.starts_with(start))
      *member = line.substr(start.size());
}

Part read_part(const std::vector<std::string>& cells, const Place& place) {
  const auto form = cells.size() == 6 ? from_name(forms, cells[2]) : std::nullopt;
  const auto value = cells.size() == 6 ? from_name(values, cells[4]) : std::nullopt;
  if (!form || !value || cells[0].empty() || cells[1].empty())
    throw FormatError("inverse.table", "a line has an element, a part, its form (attribute, id, reference, text, content or "
                                       "element), how often it may stand, which values it takes (any, or number, positive, "
                                       "count, index, dateTime, fraction or boolean), and a pattern for an id",
                      place);
  const std::string& count = cells[3];
  if (count != "1" && count != "?" && count != "*")
    throw FormatError("inverse.table", "a part stands 1 (just once), ? (once at most) or * (any number of) times", place);
  if ((*form == Form::id) == cells[5].empty())
    throw FormatError("inverse.table", "an id, and nothing else, has a pattern", place);
  return {cells[1], *form, count == "1", count == "*", *value, cells[5]};
}

} // namespace

bool fits(std::string_view text, Part::Value value) {
  if (value == Value::text)
    return document::is_xml_text(text);
  if (value == Value::date_time) {
    const auto time = mapping::read_date_time(text);
    return time && time->datatype == rdf::vocabulary::xsd::date_time;
  }
  if (value == Value::boolean)
    return text == "true" || text == "false";
  const auto number = Decimal::parse_scientific(text);
  const bool is_whole = !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos &&
                        text.size() <= 9; // xsd:int has no more
  switch (value) {
  case Value::positive:
    return number && *number > Decimal();
  case Value::count:
    return is_whole && *number > Decimal();
  case Value::index:
    return is_whole;
  case Value::fraction:
    return number && !(*number < Decimal()) && !(*number > Decimal(1));
  default:
    return number.has_value();
  }
}

const std::vector<Part>& DocumentTable::parts(std::string_view element) const {
  static const std::vector<Part> none;
  const auto it = elements.find(element);
  return it == elements.end() ? none : it->second;
}

DocumentTable read_document_table(std::string_view text, const std::string& file) {
  DocumentTable table;
  bool has_header = false;
  std::uint64_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.starts_with('#')) {
      take_setting(table, line);
    } else if (!has_header) {
      has_header = true;
      if (line != "element\tpart\tform\tcount\tvalue\tid")
        throw FormatError("inverse.table", "the columns are element, part, form, count, value, id", Place{file, {}, {}, number, {}});
    } else if (!line.empty()) {
      const auto cells = cells_of(line);
      table.elements[cells[0]].push_back(read_part(cells, Place{file, {}, {}, number, {}}));
    }
  }
  for (const std::string* setting : {&table.vocabulary, &table.name_space, &table.root, &table.item})
    if (setting->empty())
      throw FormatError("inverse.table", "the lines before the header say #vocabulary, #namespace, #root and #item",
                        Place{file, {}, {}, {}, {}});
  return table;
}

} // namespace micrograph::inverse
