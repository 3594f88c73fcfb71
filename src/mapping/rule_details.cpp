#include "mapping/rule_details.hpp"

#include "base/text_file.hpp"
#include "mapping/rule_header.hpp"
#include "sssom/read.hpp"

#include <algorithm>

namespace micrograph::mapping {

std::string RuleDetails::slot(const std::string& name) const {
  const auto found = std::find_if(slots.begin(), slots.end(), [&](const auto& slot) { return slot.first == name; });
  return found == slots.end() ? std::string() : found->second;
}

RuleDetails rule_details(const RuleInfo& rule, const std::filesystem::path& mappings) {
  const std::string text = read_text_file(mappings / rule.file);
  RuleDetails details;
  if (!rule.file.ends_with(".sssom.tsv")) {
    const RuleHeader header = read_rule_header(text, rule.file);
    details.comment = header.summary;
    if (!header.authors.empty())
      details.slots.emplace_back("author_label", sssom::join_values(header.authors));
    if (!header.date.empty())
      details.slots.emplace_back("mapping_date", header.date);
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
