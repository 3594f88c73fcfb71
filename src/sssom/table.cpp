#include "sssom/table.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"

#include <algorithm>

namespace micrograph::sssom {

std::optional<std::size_t> Table::column(std::string_view name) const {
  const auto it = std::find(columns.begin(), columns.end(), name);
  if (it == columns.end())
    return std::nullopt;
  return static_cast<std::size_t>(it - columns.begin());
}

const std::string& TableRow::cell(std::size_t column) const {
  static const std::string empty;
  return column < cells.size() ? cells[column] : empty;
}

namespace {

constexpr std::size_t most_columns = 1000;
constexpr std::size_t longest_cell = std::size_t{1} << 20;

/// Cells of one record after the other, counting lines.
class RecordReader {
public:
  RecordReader(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
  [[nodiscard]] std::uint64_t line() const { return line_; }
  [[nodiscard]] bool at_comment() const { return !at_end() && text_[at_] == '#'; }

  /// The rest of the line, without its end.
  std::string_view whole_line() {
    const auto end = std::min(text_.find('\n', at_), text_.size());
    std::string_view line = text_.substr(at_, end - at_);
    at_ = std::min(end + 1, text_.size());
    ++line_;
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
  }

  std::vector<std::string> record() {
    std::vector<std::string> cells;
    bool more = true;
    while (more) {
      const std::uint64_t line = line_;
      if (cells.size() == most_columns)
        fail("there are more than " + std::to_string(most_columns) + " cells in a row", line);
      cells.push_back(!at_end() && text_[at_] == '"' ? quoted() : plain());
      if (cells.back().size() > longest_cell)
        fail("a cell has more than " + std::to_string(longest_cell) + " bytes", line);
      more = !at_end() && text_[at_] == '\t';
      if (more)
        ++at_;
    }
    if (!at_end() && text_[at_] == '\r')
      ++at_;
    if (!at_end()) {
      if (text_[at_] != '\n')
        fail("there is something after the closing quote of a cell", line_);
      ++at_;
      ++line_;
    }
    return cells;
  }

  [[noreturn]] void fail(const std::string& what, std::uint64_t line) const {
    throw FormatError("mapping.table", what, Place{file_, {}, {}, line, {}});
  }

private:
  std::string plain() {
    const auto end = std::min(text_.find_first_of("\t\n", at_), text_.size());
    std::string_view cell = text_.substr(at_, end - at_);
    if (cell.ends_with('\r'))
      cell.remove_suffix(1);
    at_ += cell.size();
    return std::string(cell);
  }

  std::string quoted() {
    const std::uint64_t start = line_;
    std::string cell;
    for (++at_; !at_end(); ++at_) {
      const char c = text_[at_];
      if (c == '"') {
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '"') {
          ++at_;
          return cell;
        }
        ++at_;
      }
      if (c == '\n')
        ++line_;
      cell += c;
    }
    fail("a quoted cell is not closed", start);
  }

  std::string_view text_;
  const std::string& file_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1;
};

std::string_view without_blanks_at_end(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
    text.remove_suffix(1);
  return text;
}

} // namespace

Table read_table(std::string_view text, const std::string& file) {
  Table table;
  table.file = file;
  RecordReader reader(text, file);
  if (!is_utf8(text))
    reader.fail("the file is not UTF-8", 1);
  std::vector<YamlLine> block;
  while (reader.at_comment()) {
    const std::uint64_t line = reader.line();
    // Spreadsheets fill the block up with the tabs of the empty cells beside it.
    block.push_back({without_blanks_at_end(reader.whole_line().substr(1)), line});
  }
  table.metadata = read_yaml(block, file);

  table.header_line = reader.line();
  if (reader.at_end())
    reader.fail("there is no header with the names of the columns", table.header_line);
  table.columns = reader.record();
  while (!table.columns.empty() && table.columns.back().empty())
    table.columns.pop_back();
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].empty())
      reader.fail("column " + std::to_string(i + 1) + " has no name", table.header_line);
    if (table.column(table.columns[i]) != i)
      reader.fail("the column \"" + table.columns[i] + "\" is there twice", table.header_line);
  }
  while (!reader.at_end()) {
    TableRow row;
    row.line = reader.line();
    row.cells = reader.record();
    while (!row.cells.empty() && row.cells.back().empty())
      row.cells.pop_back();
    if (row.cells.empty())
      continue;
    if (row.cells.size() > table.columns.size())
      reader.fail("this row has more cells than the header has columns", row.line);
    table.rows.push_back(std::move(row));
  }
  return table;
}

PrefixMap read_prefixes(const YamlNode* curie_map) {
  PrefixMap prefixes;
  if (curie_map)
    for (const auto& [prefix, iri] : curie_map->entries)
      prefixes.add(prefix, iri.text);
  return prefixes;
}

} // namespace micrograph::sssom
