#include "inverse/document_table.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace micrograph::inverse {

namespace {

using Form = Part::Form;

std::optional<Form> form_from(std::string_view name) {
  static constexpr std::pair<std::string_view, Form> forms[] = {
      {"attribute", Form::attribute}, {"id", Form::id},           {"reference", Form::reference},
      {"text", Form::text},           {"content", Form::content}, {"element", Form::element}};
  for (const auto& [known, form] : forms)
    if (known == name)
      return form;
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
  const auto form = cells.size() == 5 ? form_from(cells[2]) : std::nullopt;
  if (!form || cells[0].empty() || cells[1].empty())
    throw FormatError("inverse.table", "a line has an element, a part, its form (attribute, id, reference, text, content or "
                                       "element), how often it may stand, and a pattern for an id",
                      place);
  const std::string& count = cells[3];
  if (count != "1" && count != "?" && count != "*")
    throw FormatError("inverse.table", "a part stands 1 (just once), ? (once at most) or * (any number of) times", place);
  if ((*form == Form::id) == cells[4].empty())
    throw FormatError("inverse.table", "an id, and nothing else, has a pattern", place);
  return {cells[1], *form, count == "1", count == "*", cells[4]};
}

} // namespace

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
      if (line != "element\tpart\tform\tcount\tid")
        throw FormatError("inverse.table", "the columns are element, part, form, count, id", Place{file, {}, {}, number, {}});
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
