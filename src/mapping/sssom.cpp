#include "mapping/sssom.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>

namespace micrograph::mapping {

namespace {

constexpr std::array<std::string_view, 17> propagated_slots{
    "subject_type",           "predicate_type",      "object_type",           "subject_source",
    "subject_source_version", "object_source",       "object_source_version", "mapping_provider",
    "cardinality_scope",      "mapping_tool",        "mapping_tool_id",       "mapping_tool_version",
    "mapping_date",           "subject_match_field", "object_match_field",    "subject_preprocessing",
    "object_preprocessing"};
// The rest of them, which few sets use.
constexpr std::array<std::string_view, 3> propagated_more{"curation_rule", "curation_rule_text",
                                                          "similarity_measure"};

std::string escaped_bar(std::string_view value) {
  std::string out;
  for (const char c : value) {
    if (c == '|' || c == '\\')
      out += '\\';
    out += c;
  }
  return out;
}

std::vector<YamlLine> lines_of(std::string_view text) {
  std::vector<YamlLine> lines;
  for (std::uint64_t number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back({text.substr(0, end), number});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

} // namespace

std::string_view Mapping::text(std::string_view slot) const {
  const auto it = slots.find(slot);
  return it == slots.end() ? std::string_view() : std::string_view(it->second);
}

std::vector<std::string> Mapping::values(std::string_view slot) const {
  std::vector<std::string> out;
  const std::string_view joined = text(slot);
  std::string value;
  for (std::size_t i = 0; i < joined.size(); ++i) {
    const bool escapes =
        joined[i] == '\\' && i + 1 < joined.size() && (joined[i + 1] == '|' || joined[i + 1] == '\\');
    if (escapes) {
      value += joined[++i];
    } else if (joined[i] == '|') {
      out.push_back(std::move(value));
      value.clear();
    } else {
      value += joined[i];
    }
  }
  if (!joined.empty())
    out.push_back(std::move(value));
  return out;
}

MappingSet read_sssom(std::string_view text, const std::string& file, Strictness strictness,
                      std::string_view external_metadata) {
  Table table = read_table(text, file);
  MappingSet set;
  set.file = file;
  set.metadata =
      external_metadata.empty() ? std::move(table.metadata) : read_yaml(lines_of(external_metadata), file);
  set.prefixes = PrefixMap(set.metadata.find("curie_map"));
  set.columns = table.columns;

  std::map<std::string, std::string, std::less<>> propagated;
  const auto propagate = [&](std::string_view slot) {
    const YamlNode* node = set.metadata.find(slot);
    if (!node || table.column(slot))
      return;
    std::string joined;
    for (const std::string& value : node->texts())
      joined +=
          (joined.empty() ? "" : "|") + (node->kind == YamlNode::Kind::list ? escaped_bar(value) : value);
    if (!joined.empty())
      propagated.emplace(slot, std::move(joined));
  };
  std::for_each(propagated_slots.begin(), propagated_slots.end(), propagate);
  std::for_each(propagated_more.begin(), propagated_more.end(), propagate);

  for (TableRow& row : table.rows) {
    Mapping mapping;
    mapping.line = row.line;
    mapping.slots = propagated;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      if (!row.cells[i].empty())
        mapping.slots[table.columns[i]] = std::move(row.cells[i]);
    set.mappings.push_back(std::move(mapping));
  }
  if (strictness == Strictness::strict)
    check_sssom(set);
  return set;
}

} // namespace micrograph::mapping
