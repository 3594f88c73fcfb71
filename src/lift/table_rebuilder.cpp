#include "lift/text_rebuilding.hpp"

#include "base/json.hpp"
#include "lift/cell_layout.hpp"
#include "lift/json_names.hpp"
#include "lift/stated_node.hpp"
#include "lift/text_names.hpp"
#include "lift/text_start.hpp"

#include <charconv>
#include <cstdint>
#include <map>
#include <vector>

namespace micrograph::lift {

namespace {

class TableRebuilder {
public:
  TableRebuilder(const TextRebuilding& rebuilding, document::Document& written)
      : from_(rebuilding), written_(written), columns_stated_(rebuilding.root.literal(text_markup::columns) != nullptr) {
    usual_.delimiter = delimiter_of(written.text_form);
    usual_.end = rebuilding.usual_end;
  }

  std::string run() {
    const std::uint64_t header = read_header_row();
    std::uint64_t row_number = 0;
    for (const auto& [position, number] : from_.root.rows) {
      if (++row_number == header)
        write_header();
      write_row(read_stated_text(from_.statements, number));
    }
    if (columns_stated_ && header > row_number)
      write_header();
    text_ += layout_in(from_.root, text_markup::layout).before;
    return std::move(text_);
  }

private:
  struct Column {
    std::string name, property;
    std::uint64_t occurrence = 1;
  };

  std::uint64_t read_header_row() {
    std::uint64_t& header = written_.text_reading.header_row;
    if (const auto* const stated = from_.root.literal(text_markup::header))
      std::from_chars(stated->data(), stated->data() + stated->size(), header);
    if (header != 0)
      return header;
    set_columns();
    for (const Column& column : columns_)
      written_.text_reading.columns.push_back(column.name);
    return header;
  }

  void set_columns() {
    const auto* const stated = from_.root.literal(text_markup::columns);
    const JsonValue names = stated == nullptr ? JsonValue() : read_json(*stated, from_.document_iri);
    columns_.clear();
    occurrences_.clear();
    for (const JsonValue& name : names.items())
      add_column(std::string(name.string().value_or(std::string_view())));
    usual_.cells = columns_.size();
  }
  void add_column(const std::string& name) {
    columns_.push_back({name, written_.vocabulary + step_of_key(name), ++occurrences_[name]});
  }

  void write_header() {
    set_columns();
    const auto* const quoting = from_.root.literal(text_markup::quoting);
    usual_.quotes_all = quoting != nullptr && *quoting == text_word::all;
    const RowLayout layout = layout_in(from_.root, text_markup::heading);
    text_ += layout.before;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (i > 0)
        text_ += usual_.delimiter;
      append_cell(text_, columns_[i].name, i, layout, usual_);
    }
    text_ += layout.end.value_or(std::string(usual_.end));
  }

  void write_row(const StatedText& row) {
    const RowLayout layout = layout_in(row, text_markup::layout);
    const std::uint64_t cells = layout.cells.value_or(usual_.cells);
    if (cells > document::DelimitedRows::most_cells || cells > most_cells_written - cells_)
      refuse_content(row.iri, "its layout says an impossible number of cells");
    cells_ += cells;
    while (columns_.size() < cells)
      add_column({});
    text_ += layout.before;
    for (std::size_t i = 0; i < cells; ++i) {
      if (i > 0)
        text_ += usual_.delimiter;
      const std::string_view* const value = row.value(columns_[i].property, columns_[i].occurrence);
      append_cell(text_, value == nullptr ? std::string_view() : *value, i, layout, usual_);
    }
    text_ += layout.end.value_or(std::string(usual_.end));
  }

  RowLayout layout_in(const StatedText& node, const char* property) const {
    const auto* const text = node.literal(property);
    return text == nullptr ? RowLayout() : RowLayout::read(read_json(*text, from_.document_iri));
  }

  const TextRebuilding& from_;
  document::Document& written_;
  UsualRow usual_;
  std::vector<Column> columns_;
  std::map<std::string, std::uint64_t> occurrences_;
  std::string text_;
  std::uint64_t cells_ = 0;
  bool columns_stated_;
};

} // namespace

std::string rebuild_table(const TextRebuilding& rebuilding, document::Document& written) {
  return TableRebuilder(rebuilding, written).run();
}

} // namespace micrograph::lift
