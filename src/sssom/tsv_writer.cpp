#include "sssom/layout.hpp"
#include "sssom/slots.hpp"
#include "sssom/yaml_text.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <ostream>

namespace micrograph::sssom {

namespace {

class MetadataBlock {
public:
  explicit MetadataBlock(const MappingSet& set) : set_(set) {}

  std::string text() {
    slot("sssom_version");
    if (const auto prefixes = used_prefixes(set_); !prefixes.empty()) {
      out_ += "#curie_map:\n";
      for (const auto& [name, iri] : prefixes)
        entry("  ", name, iri);
    }
    for (const std::string_view name : set_slot_names())
      if (name != "sssom_version")
        slot(name);
    definitions();
    for (const std::string& name : set_extensions(set_))
      entry("", name, set_.slots.text(name));
    return std::move(out_);
  }

private:
  void entry(std::string_view indent, std::string_view key, std::string_view value,
             bool other_types = false) {
    out_.append("#").append(indent);
    append_yaml_scalar(out_, key);
    out_ += ": ";
    append_yaml_scalar(out_, value, other_types);
    out_ += '\n';
  }

  void slot(std::string_view name) {
    const Slot& slot = *find_slot(name);
    const Values& values = set_.slots.values(name);
    if (values.empty())
      return;
    const bool typed = slot.type == SlotType::date || slot.type == SlotType::number;
    if (!slot.is(Slot::several) && values.size() == 1)
      return entry("", name, values.front(), typed);
    out_.append("#").append(name).append(":\n");
    for (const std::string& value : values) {
      out_ += "#  - ";
      append_yaml_scalar(out_, value, typed);
      out_ += '\n';
    }
  }

  void definitions() {
    const auto used = used_definitions(set_);
    if (!used.empty())
      out_ += "#extension_definitions:\n";
    for (const ExtensionDefinition* definition : used) {
      entry("  - ", "slot_name", definition->slot_name);
      if (!definition->property.empty())
        entry("    ", "property", definition->property);
      if (!definition->type_hint.empty())
        entry("    ", "type_hint", definition->type_hint);
    }
  }

  const MappingSet& set_;
  std::string out_;
};

std::vector<std::string> columns_of(const MappingSet& set) {
  const auto used = names_in_mappings(set);
  std::vector<std::string> columns;
  for (const Slot& slot : mapping_slots())
    if (used.contains(slot.name) || slot.name == "predicate_id" || slot.name == "mapping_justification")
      columns.emplace_back(slot.name);
  for (std::string& name : mapping_extensions(set))
    columns.push_back(std::move(name));
  return columns;
}

void append_cell(std::string& out, std::string_view cell) {
  if (cell.find_first_of("\"\t\n\r") == std::string_view::npos) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) {
    if (c == '"')
      out += '"';
    out += c;
  }
  out += '"';
}

using Row = std::vector<std::string>;

void append_row(std::string& out, const Row& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0)
      out += '\t';
    append_cell(out, row[i]);
  }
  out += '\n';
}

std::vector<Row> sorted_rows(const MappingSet& set, const std::vector<std::string>& columns) {
  std::vector<Row> rows;
  rows.reserve(set.mappings.size());
  for (const Mapping& mapping : set.mappings) {
    Row& row = rows.emplace_back();
    for (const std::string& column : columns) {
      const Slot* slot = find_slot(column);
      row.push_back(slot && slot->is(Slot::several) ? join_values(mapping.values(column))
                                                    : std::string(mapping.text(column)));
    }
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

} // namespace

void write_tsv(MappingSet set, std::ostream& out, const WriteOptions& options) {
  lay_out(set, options.condense, true, options);
  out << MetadataBlock(set).text();
  const std::vector<std::string> columns = columns_of(set);
  std::string text;
  append_row(text, columns);
  for (const Row& row : sorted_rows(set, columns)) {
    append_row(text, row);
    out << text;
    text.clear();
  }
  out << text << std::flush;
  if (!out)
    throw IoError("output.failed", "the output could not be written");
}

} // namespace micrograph::sssom
