// The form for people: aligned columns, nothing cut off.

#include "base/utf8.hpp"
#include "base/free_storage.hpp"
#include "query/expressions/number.hpp"
#include "query/expressions/unicode.hpp"
#include "query/results_writers.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <ostream>

namespace micrograph::query {

namespace {

struct Cell {
  std::string text;
  std::size_t width = 0; ///< columns of a terminal
  bool is_number = false;
};

/// One line whatever the value holds: line ends and other controls are shown, not obeyed, so that no value
/// can steer the terminal. Counts the columns along the way.
Cell visible(std::string_view text) {
  Cell cell;
  while (!text.empty()) {
    const DecodedCodePoint decoded = decode_utf8(text);
    text.remove_prefix(decoded.length);
    const char32_t c = decoded.code_point;
    const bool turns_text_around = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    if (c == '\n' || c == '\t' || c == '\r') {
      cell.text += c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r";
      cell.width += 2;
    } else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || turns_text_around) {
      std::array<char, 16> code;
      std::snprintf(code.data(), code.size(), "\\u%04X", static_cast<unsigned>(c));
      cell.text += code.data();
      cell.width += 6;
    } else {
      append_utf8(cell.text, c);
      cell.width += static_cast<std::size_t>(display_width(c));
    }
  }
  return cell;
}

bool is_short_name(std::string_view local) {
  return std::all_of(local.begin(), local.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
  });
}

class TableResultWriter final : public ResultWriter {
public:
  TableResultWriter(std::ostream& out, std::vector<std::string> variables,
                    std::map<std::string, std::string> prefixes)
      : out_(out), prefixes_(std::move(prefixes)), columns_(variables.size()) {
    for (std::size_t i = 0; i < variables.size(); ++i) {
      header_.push_back(visible(variables[i]));
      columns_[i].width = header_.back().width;
    }
  }

  void solution(const Solution& row) override {
    ++count_;
    std::vector<Cell> cells;
    cells.reserve(columns_.size());
    for (const rdf::Term& term : row)
      cells.push_back(cell_of(term));
    if (begun_) {
      write(cells);
      return;
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      columns_[i].width = std::max(columns_[i].width, cells[i].width);
      columns_[i].has_number = columns_[i].has_number || cells[i].is_number;
      columns_[i].has_text = columns_[i].has_text || (!cells[i].is_number && !cells[i].text.empty());
    }
    first_rows_.push_back(std::move(cells));
    if (first_rows_.size() == rows_that_size_columns)
      begin();
  }

  void finish() override {
    if (!begun_)
      begin();
    out_ << count_ << (count_ == 1 ? " row\n" : " rows\n");
    finish_output(out_);
  }

private:
  /// Later rows are written as they come; a cell that is wider than its column moves what follows in its line.
  static constexpr std::size_t rows_that_size_columns = 1000;

  struct Column {
    std::size_t width = 0;
    bool has_number = false, has_text = false;
  };

  Cell cell_of(const rdf::Term& term) const {
    switch (term.kind) {
    case rdf::TermKind::none:
      return {};
    case rdf::TermKind::blank:
      return visible("_:" + term.value);
    case rdf::TermKind::iri:
      return visible(shortened(term.value));
    case rdf::TermKind::literal:
      break;
    }
    Cell cell = visible(term.language.empty() ? term.value : term.value + '@' + term.language);
    cell.is_number = is_numeric_datatype(term.datatype);
    return cell;
  }

  std::string shortened(const std::string& iri) const {
    const std::pair<const std::string, std::string>* best = nullptr;
    for (const auto& prefix : prefixes_)
      if (iri.starts_with(prefix.second) && (!best || prefix.second.size() > best->second.size()))
        best = &prefix;
    if (best && is_short_name(std::string_view(iri).substr(best->second.size())))
      return best->first + ':' + iri.substr(best->second.size());
    return '<' + iri + '>';
  }

  /// Writes the header and the rows that were held back.
  void begin() {
    begun_ = true;
    if (!columns_.empty()) {
      for (std::size_t i = 0; i < columns_.size(); ++i)
        header_[i].is_number = columns_[i].has_number && !columns_[i].has_text;
      write(header_);
      std::vector<Cell> line;
      for (const Column& column : columns_)
        line.push_back({std::string(column.width, '-'), column.width, false});
      write(line);
      for (const std::vector<Cell>& row : first_rows_)
        write(row);
    }
    free_storage(first_rows_);
  }

  /// Columns stand two spaces apart; spaces at the end of a line are left out.
  void write(const std::vector<Cell>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::string padding(columns_[i].width - std::min(columns_[i].width, cells[i].width), ' ');
      line += i == 0 ? "" : "  ";
      line += cells[i].is_number ? padding + cells[i].text : cells[i].text + padding;
    }
    line.erase(line.find_last_not_of(' ') + 1); // npos + 1 is 0
    if (!columns_.empty())
      out_ << line << '\n';
  }

  std::ostream& out_;
  std::map<std::string, std::string> prefixes_;
  std::vector<Cell> header_;
  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> first_rows_;
  std::uint64_t count_ = 0;
  bool begun_ = false;
};

} // namespace

std::unique_ptr<ResultWriter> make_table_writer(std::ostream& out, std::vector<std::string> variables,
                                                std::map<std::string, std::string> prefixes) {
  return std::make_unique<TableResultWriter>(out, std::move(variables), std::move(prefixes));
}

} // namespace micrograph::query
