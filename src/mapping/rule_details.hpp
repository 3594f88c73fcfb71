#pragma once

#include "mapping/mapper.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace micrograph::mapping {

/// What the file of a rule or mapping row says about it, for people who ask why.
struct RuleDetails {
  std::string comment; ///< the first line of a rule; the `comment` of a row
  /// Of a row: its slots by SSSOM's names, and those of its set that say whose it is. Of a rule: author_label and mapping_date, as
  /// its head says.
  std::vector<std::pair<std::string, std::string>> slots;

  /// Empty if the row has no such slot.
  [[nodiscard]] std::string slot(const std::string& name) const;
};

/// Reads the rule's file again below the folder that the mapper was loaded from. Throws IoError `input.missing` if it is gone,
/// FormatError as the mapper's loading does.
[[nodiscard]] RuleDetails rule_details(const RuleInfo& rule, const std::filesystem::path& mappings);

} // namespace micrograph::mapping
