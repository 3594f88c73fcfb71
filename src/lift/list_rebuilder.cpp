#include "base/json.hpp"
#include "lift/cell_layout.hpp"
#include "lift/json_names.hpp"
#include "lift/stated_node.hpp"
#include "lift/text_names.hpp"
#include "lift/text_rebuilding.hpp"
#include "lift/text_start.hpp"

#include <algorithm>
#include <charconv>
#include <map>

namespace micrograph::lift {

namespace {

class ListRebuilder {
public:
  ListRebuilder(const TextRebuilding& rebuilding, document::Document& written) : from_(rebuilding), written_(written) {
    usual_.delimiter = delimiter_of(written.text_form);
    usual_.end = rebuilding.usual_end;
    if (const auto* const width = rebuilding.root.literal(text_markup::width))
      std::from_chars(width->data(), width->data() + width->size(), usual_.cells);
  }

  std::string run() {
    write_lines(from_.root);
    for (const auto& [position, number] : from_.root.sections) {
      const StatedText section = read_stated_text(from_.statements, number);
      const std::string_view type = section.type.substr(std::min(written_.vocabulary.size(), section.type.size()));
      section_ = key_of_step(type);
      write_lines(section);
    }
    return std::move(text_);
  }

private:
  void write_lines(const StatedText& node) {
    const auto* const layout = node.literal(text_markup::layout);
    if (layout == nullptr)
      return;
    const JsonValue lines = read_json(*layout, from_.document_iri);
    lines_.clear();
    std::uint64_t remarks = 0;
    for (const JsonValue& item : lines.items()) {
      const bool is_usual = item.items().size() != 2;
      const RowLayout row = is_usual ? RowLayout() : RowLayout::read(item.items()[1]);
      const JsonValue& line = is_usual ? item : item.items()[0];
      if (line.string())
        write_entry(node, std::string(*line.string()), row);
      else if (line.is_null())
        write_line(node, {}, row, [](std::uint64_t) { return std::string_view(); });
      else
        write_remark(node, ++remarks, row);
    }
  }

  void write_entry(const StatedText& node, const std::string& name, const RowLayout& row) {
    if (lines_.empty() && node.iri != from_.root.iri)
      written_.text_reading.sections.push_back({name, section_});
    const std::string property = written_.vocabulary + step_of_key(name);
    const std::uint64_t line = ++lines_[name];
    write_line(node, name, row, [&](std::uint64_t position) {
      const auto found = node.listed.find({property, line, position});
      return found == node.listed.end() ? std::string_view() : found->second;
    });
  }

  void write_remark(const StatedText& node, std::uint64_t number, const RowLayout& row) {
    const auto remark = node.remarks.find(number);
    if (remark == node.remarks.end())
      refuse_tree(node.iri, "it has fewer remarks than its layout says");
    write_line(node, remark->second, row, [](std::uint64_t) { return std::string_view(); });
  }

  template <class ValueAt> void write_line(const StatedText& node, std::string_view first, const RowLayout& row, ValueAt value_at) {
    const std::uint64_t cells = row.cells.value_or(usual_.cells);
    if (cells > document::DelimitedRows::most_cells || cells > most_cells_written - cells_)
      refuse_content(node.iri, "its layout says an impossible number of cells");
    cells_ += cells;
    append_cell(text_, first, 0, row, usual_);
    for (std::uint64_t i = 1; i < cells; ++i) {
      text_ += usual_.delimiter;
      append_cell(text_, value_at(i), i, row, usual_);
    }
    text_ += row.end.value_or(std::string(usual_.end));
  }

  const TextRebuilding& from_;
  document::Document& written_;
  UsualRow usual_;
  std::map<std::string, std::uint64_t> lines_; ///< of the section at hand, by name
  std::string text_, section_;
  std::uint64_t cells_ = 0;
};

} // namespace

std::string rebuild_lists(const TextRebuilding& rebuilding, document::Document& written) {
  return ListRebuilder(rebuilding, written).run();
}

} // namespace micrograph::lift
