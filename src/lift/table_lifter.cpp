#include "lift/table_lifter.hpp"

#include "base/json.hpp"
#include "lift/cell_layout.hpp"
#include "lift/json_names.hpp"
#include "lift/text_names.hpp"
#include "lift/text_start.hpp"

#include <algorithm>
#include <map>
#include <sstream>
#include <utility>

namespace micrograph::lift {

namespace {

using document::DelimitedCell;
using document::DelimitedRow;

constexpr std::string_view row_step = "~row";

class TableLifter {
public:
  TableLifter(const document::Document& document, const std::string& document_iri, rdf::StatementSink& statements)
      : document_(document), iri_(document_iri), path_(document_iri), emit_(statements) {}

  LiftResult run(const document::DecodedText& decoded) {
    const std::string root_iri(path_.iri());
    usual_.end = emit_text_start(document_, decoded, path_, emit_);
    usual_.delimiter = delimiter_of(document_.text_form);
    begin();
    document::DelimitedRows rows(decoded.text, usual_.delimiter);
    std::uint64_t row_number = 0;
    for (DelimitedRow row; rows.next(row);) {
      if (row.is_blank_line())
        blank_lines_ += row.end;
      else if (++row_number == document_.text_reading.header_row)
        lift_header(row);
      else
        lift_row(row);
    }
    if (!blank_lines_.empty())
      emit_.text(path_.iri(), text_markup::layout, with_blank_lines({}).text());
    return {root_iri, leaves_ + (rows_ == 0 ? 1 : 0), emit_.count()};
  }

private:
  struct Column {
    std::string step, property;
    std::uint64_t occurrence = 1; ///< of its name, among the columns
  };

  /// What is known before any row was read.
  void begin() {
    const document::TextReading& reading = document_.text_reading;
    if (reading.header_row != 1)
      emit_.number(path_.iri(), text_markup::header, reading.header_row);
    if (reading.header_row == 0)
      set_columns(reading.columns);
  }

  void set_columns(const std::vector<std::string>& names) {
    std::ostringstream text;
    JsonWriter json(text, JsonWriter::Layout::compact);
    json.begin_array();
    columns_.clear();
    std::map<std::string_view, std::uint64_t> occurrences;
    for (const std::string& name : names) {
      require_column_name(name, iri_);
      json.value(name);
      add_column(name, ++occurrences[name]);
    }
    json.end_array();
    json.finish();
    emit_.text(path_.iri(), text_markup::columns, text.str());
    usual_.cells = columns_.size();
    unnamed_ = occurrences[{}];
  }
  void add_column(std::string_view name, std::uint64_t occurrence) {
    std::string step = step_of_key(name);
    std::string property = document_.vocabulary + step;
    columns_.push_back({std::move(step), std::move(property), occurrence});
  }

  void lift_header(const DelimitedRow& row) {
    std::vector<std::string> names;
    for (const DelimitedCell& cell : row.cells)
      names.push_back(cell.text());
    set_columns(names);
    if (std::all_of(row.cells.begin(), row.cells.end(), [](const DelimitedCell& cell) { return cell.is_quoted; })) {
      usual_.quotes_all = true;
      emit_.text(path_.iri(), text_markup::quoting, text_word::all);
    }
    if (const RowLayout layout = with_blank_lines(layout_of(row, usual_)); !layout.is_usual())
      emit_.text(path_.iri(), text_markup::heading, layout.text());
  }

  void lift_row(const DelimitedRow& row) {
    const std::string parent(path_.iri());
    const std::size_t length = path_.length();
    path_.add_step(row_step, ++rows_);
    emit_.node(parent, text_markup::row, path_.iri());
    emit_.node(path_.iri(), rdf::vocabulary::rdf::type, text_markup::row_class);
    emit_.number(path_.iri(), text_markup::position, rows_);
    if (!row.has_content())
      ++leaves_;
    // Cells without a column stand in columns without a name.
    while (columns_.size() < row.cells.size())
      add_column({}, ++unnamed_);
    for (std::size_t i = 0; i < row.cells.size(); ++i)
      if (!row.cells[i].is_empty())
        lift_cell(columns_[i], row.cells[i]);
    if (const RowLayout layout = with_blank_lines(layout_of(row, usual_)); !layout.is_usual())
      emit_.text(path_.iri(), text_markup::layout, layout.text());
    path_.cut_to(length);
  }

  void lift_cell(const Column& column, const DelimitedCell& cell) {
    ++leaves_;
    if (cell.is_quoted)
      unquoted_ = cell.text();
    const std::string_view text = cell.is_quoted ? std::string_view(unquoted_) : cell.raw;
    if (column.occurrence == 1)
      return emit_.text(path_.iri(), column.property, text);
    const std::string row(path_.iri());
    const std::size_t length = path_.length();
    path_.add_step(column.step, column.occurrence - 1);
    emit_.node(row, column.property, path_.iri());
    emit_.number(path_.iri(), text_markup::occurrence, column.occurrence);
    emit_.text(path_.iri(), rdf::vocabulary::rdf::value, text);
    path_.cut_to(length);
  }

  /// Takes the blank lines that were read since the row before.
  RowLayout with_blank_lines(RowLayout layout) {
    layout.before = std::exchange(blank_lines_, {});
    return layout;
  }

  const document::Document& document_;
  const std::string& iri_;
  NodePath path_;
  Emitter emit_;
  UsualRow usual_;
  std::vector<Column> columns_;
  std::string blank_lines_, unquoted_;
  std::uint64_t unnamed_ = 0, rows_ = 0, leaves_ = 0;
};

} // namespace

LiftResult lift_table(const document::Document& document, const document::DecodedText& decoded, const std::string& document_iri,
                      rdf::StatementSink& statements) {
  return TableLifter(document, document_iri, statements).run(decoded);
}

} // namespace micrograph::lift
