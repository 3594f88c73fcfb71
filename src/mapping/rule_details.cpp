#include "mapping/rule_details.hpp"

#include "base/error.hpp"
#include "sssom/read.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace micrograph::mapping {

namespace {

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    throw IoError("input.missing", "the mapping file cannot be opened", Place{path.string(), {}, {}, {}, {}});
  return {std::istreambuf_iterator<char>(file), {}};
}

/// `# What the rule does.` without the sign.
std::string first_comment(const std::string& text) {
  const std::string line = text.substr(0, text.find('\n'));
  const auto from = line.find_first_not_of("# ");
  return line.starts_with('#') && from != std::string::npos ? line.substr(from) : std::string();
}

} // namespace

std::string RuleDetails::slot(const std::string& name) const {
  const auto found = std::find_if(slots.begin(), slots.end(), [&](const auto& slot) { return slot.first == name; });
  return found == slots.end() ? std::string() : found->second;
}

RuleDetails rule_details(const RuleInfo& rule, const std::filesystem::path& mappings) {
  const std::string text = read(mappings / rule.file);
  RuleDetails details;
  if (!rule.file.ends_with(".sssom.tsv")) {
    details.comment = first_comment(text);
    return details;
  }
  const sssom::MappingSet set = sssom::read_tsv(text, rule.file);
  for (const sssom::Mapping& mapping : set.mappings)
    if (mapping.line == rule.line)
      for (const auto& [name, values] : mapping.slots)
        details.slots.emplace_back(name, sssom::join_values(values));
  for (const char* name : {"mapping_set_id", "mapping_set_version", "creator_id", "creator_label", "license"})
    if (set.slots.has(name) && details.slot(name).empty())
      details.slots.emplace_back(name, sssom::join_values(set.slots.values(name)));
  details.comment = details.slot("comment");
  return details;
}

} // namespace micrograph::mapping
