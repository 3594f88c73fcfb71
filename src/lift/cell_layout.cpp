#include "lift/cell_layout.hpp"

#include <sstream>

namespace micrograph::lift {

namespace {

constexpr char as_usual = '.', quoted = 'q', plain = 'p';

bool is_usually_quoted(std::string_view text, const UsualRow& usual) {
  const char special[] = {usual.delimiter, '"', '\n', '\r'};
  return usual.quotes_all || text.find_first_of(std::string_view(special, sizeof special)) != std::string_view::npos;
}

std::optional<std::string> text_of(const JsonValue& object, std::string_view key) {
  const JsonValue* const value = object.find(key);
  const auto text = value == nullptr ? std::nullopt : value->string();
  return text ? std::optional<std::string>(*text) : std::nullopt;
}

} // namespace

void RowLayout::write(JsonWriter& json) const {
  json.begin_object();
  if (!before.empty())
    json.key("before").value(before);
  if (cells)
    json.key("cells").value(*cells);
  if (!quotes.empty())
    json.key("quotes").value(quotes);
  if (end)
    json.key("end").value(*end);
  json.end_object();
}

std::string RowLayout::text() const {
  std::ostringstream out;
  JsonWriter json(out, JsonWriter::Layout::compact);
  write(json);
  json.finish();
  return out.str();
}

RowLayout RowLayout::read(const JsonValue& object) {
  RowLayout layout;
  layout.before = text_of(object, "before").value_or(std::string());
  layout.quotes = text_of(object, "quotes").value_or(std::string());
  layout.end = text_of(object, "end");
  if (const JsonValue* const cells = object.find("cells"); cells != nullptr && cells->integer().value_or(0) > 0)
    layout.cells = static_cast<std::uint64_t>(*cells->integer());
  return layout;
}

RowLayout layout_of(const document::DelimitedRow& row, const UsualRow& usual) {
  RowLayout layout;
  if (row.cells.size() != usual.cells)
    layout.cells = row.cells.size();
  std::size_t usual_from = 0;
  for (const document::DelimitedCell& cell : row.cells) {
    const std::string_view inner = cell.is_quoted ? cell.raw.substr(1, cell.raw.size() - 2) : cell.raw;
    const bool is_as_usual = cell.is_quoted == is_usually_quoted(inner, usual);
    layout.quotes += is_as_usual ? as_usual : cell.is_quoted ? quoted : plain;
    usual_from = is_as_usual ? usual_from : layout.quotes.size();
  }
  layout.quotes.resize(usual_from);
  if (row.end != usual.end)
    layout.end = row.end;
  return layout;
}

void append_cell(std::string& out, std::string_view text, std::size_t index, const RowLayout& layout, const UsualRow& usual) {
  const char mark = index < layout.quotes.size() ? layout.quotes[index] : as_usual;
  if (mark == plain || (mark == as_usual && !is_usually_quoted(text, usual))) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text)
    out.append(c == '"' ? 2 : 1, c);
  out += '"';
}

} // namespace micrograph::lift
