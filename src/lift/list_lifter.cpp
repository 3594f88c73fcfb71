#include "lift/list_lifter.hpp"

#include "lift/cell_layout.hpp"
#include "lift/json_names.hpp"
#include "lift/text_names.hpp"
#include "lift/text_start.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <sstream>
#include <utility>

namespace micrograph::lift {

namespace {

using document::DelimitedCell;
using document::DelimitedRow;

constexpr std::string_view remark_step = "~remark";

/// A remark begins with `#` and has no cells beside it that say something.
bool is_remark(const DelimitedRow& row, std::string_view name) {
  return name.starts_with('#') &&
         std::all_of(row.cells.begin() + 1, row.cells.end(), [](const DelimitedCell& cell) { return cell.is_empty(); });
}

/// What is known of the text before its first section, or of a section, while its lines are read.
class Section {
public:
  Section() : layout_(out_, JsonWriter::Layout::compact) { layout_.begin_array(); }

  struct Name {
    std::string step, property;
    std::uint64_t lines = 0, nodes = 0;
  };
  Name& name_of(const std::string& text, const std::string& vocabulary) {
    const auto [entry, is_new] = names_.try_emplace(text);
    if (is_new) {
      entry->second.step = step_of_key(text);
      entry->second.property = vocabulary + entry->second.step;
    }
    return entry->second;
  }

  /// `name` is absent for a line that says nothing.
  void add_line(const std::optional<std::string>& name, bool is_remark, const RowLayout& layout) {
    has_lines_ = true;
    if (!layout.is_usual())
      layout_.begin_array();
    if (!name)
      layout_.null();
    else if (is_remark)
      layout_.value(true);
    else
      layout_.value(*name);
    if (layout.is_usual())
      return;
    layout.write(layout_);
    layout_.end_array();
  }
  /// A JSON array with an item for each line. Absent if there are none.
  std::optional<std::string> finish() {
    layout_.end_array();
    layout_.finish();
    return has_lines_ ? std::optional(out_.str()) : std::nullopt;
  }

  std::uint64_t remarks = 0;
  bool holds_something = false;

private:
  std::map<std::string, Name, std::less<>> names_;
  std::ostringstream out_;
  JsonWriter layout_;
  bool has_lines_ = false;
};

class ListLifter {
public:
  ListLifter(const document::Document& document, const std::string& document_iri, rdf::StatementSink& statements)
      : document_(document), iri_(document_iri), path_(document_iri), emit_(statements) {}

  LiftResult run(const document::DecodedText& decoded) {
    const std::string root_iri(path_.iri());
    root_length_ = path_.length();
    usual_.end = emit_text_start(document_, decoded, path_, emit_);
    usual_.delimiter = delimiter_of(document_.text_form);
    document::DelimitedRows rows(decoded.text, usual_.delimiter);
    for (DelimitedRow row; rows.next(row);) {
      if (usual_.cells == 0) {
        usual_.cells = row.cells.size();
        emit_.number(path_.iri(), text_markup::width, usual_.cells);
      }
      lift_line(row);
    }
    end_section();
    if (!root_.holds_something)
      ++leaves_;
    return {root_iri, leaves_, emit_.count()};
  }

private:
  Section& section() { return section_ ? *section_ : root_; }

  void lift_line(const DelimitedRow& row) {
    if (!row.has_content())
      return section().add_line({}, false, layout_of(row, usual_));
    const std::string name = row.cells.front().text();
    if (is_remark(row, name)) {
      section().add_line(name, true, layout_of(row, usual_));
      return lift_remark(name);
    }
    require_column_name(name, iri_);
    const auto& starts = document_.text_reading.sections;
    const auto start = std::find_if(starts.begin(), starts.end(), [&](const auto& section) { return section.entry == name; });
    if (start != starts.end())
      begin_section(start->section);
    section().add_line(name, false, layout_of(row, usual_));
    lift_values(section().name_of(name, document_.vocabulary), row);
  }

  void lift_remark(const std::string& text) {
    Section& here = section();
    here.holds_something = true;
    ++leaves_;
    const std::string parent(path_.iri());
    const std::size_t length = path_.length();
    path_.add_step(remark_step, ++here.remarks);
    emit_.node(parent, text_markup::remark, path_.iri());
    emit_.position(path_.iri(), here.remarks);
    emit_.text(path_.iri(), rdf::vocabulary::rdf::value, text);
    path_.cut_to(length);
  }

  void lift_values(Section::Name& name, const DelimitedRow& row) {
    ++name.lines;
    const std::string parent(path_.iri());
    const std::size_t length = path_.length();
    for (std::size_t i = 1; i < row.cells.size(); ++i) {
      if (row.cells[i].is_empty())
        continue;
      section().holds_something = true;
      ++leaves_;
      path_.add_step(name.step, ++name.nodes);
      emit_.node(parent, name.property, path_.iri());
      emit_.number(path_.iri(), text_markup::position, i);
      if (name.lines > 1)
        emit_.number(path_.iri(), text_markup::occurrence, name.lines);
      emit_.text(path_.iri(), rdf::vocabulary::rdf::value, row.cells[i].text());
      path_.cut_to(length);
    }
  }

  void begin_section(const std::string& called) {
    end_section();
    path_.cut_to(root_length_);
    root_.holds_something = true;
    Section::Name& name = root_.name_of(called, document_.vocabulary);
    const std::string root(path_.iri());
    path_.add_step(name.step, ++name.nodes);
    emit_.node(root, name.property, path_.iri());
    emit_.node(path_.iri(), rdf::vocabulary::rdf::type, name.property);
    emit_.position(path_.iri(), ++sections_);
    section_.emplace();
  }

  /// Also of the text before the first section.
  void end_section() {
    if (const auto layout = section().finish())
      emit_.text(path_.iri(), text_markup::layout, *layout);
    if (section_ && !section_->holds_something)
      ++leaves_;
  }

  const document::Document& document_;
  const std::string& iri_;
  NodePath path_;
  Emitter emit_;
  UsualRow usual_;
  Section root_;
  std::optional<Section> section_;
  std::size_t root_length_ = 0;
  std::uint64_t sections_ = 0, leaves_ = 0;
};

} // namespace

LiftResult lift_lists(const document::Document& document, const document::DecodedText& decoded, const std::string& document_iri,
                      rdf::StatementSink& statements) {
  return ListLifter(document, document_iri, statements).run(decoded);
}

} // namespace micrograph::lift
