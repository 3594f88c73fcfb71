#pragma once

#include "mapping/table.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::mapping {

/// One mapping: its slots that are not empty, as text. Slots that SSSOM propagates are filled in from the
/// set.
struct Mapping {
  std::uint64_t line = 0;
  std::map<std::string, std::string, std::less<>> slots;

  /// Empty if the slot is.
  [[nodiscard]] std::string_view text(std::string_view slot) const;
  /// The values of a slot that may have several: `a|b`, where `\|` is a bar and `\\` a backslash.
  [[nodiscard]] std::vector<std::string> values(std::string_view slot) const;
};

/// An SSSOM mapping set, as read from SSSOM/TSV.
struct MappingSet {
  std::string file;
  YamlNode metadata;
  PrefixMap prefixes;
  std::vector<std::string> columns;
  std::vector<Mapping> mappings; ///< in the order of the file
};

enum class Strictness {
  lenient, ///< what cannot be understood is left out: how tables of others are read
  strict,  ///< what SSSOM 1.1 does not allow is an error: how our own are
};

/// Reads SSSOM/TSV with its metadata embedded, or given in a file of its own (`external_metadata`: text of
/// that file, empty if there is none).
///
/// Throws FormatError with file and line: `mapping.table`, `mapping.yaml`, and, if strict:
/// `sssom.slot.missing`  a required slot of the set or of a row is empty
/// `sssom.slot.unknown`  a column or key that SSSOM does not know, neither `ext_…` nor declared
/// `sssom.value`         a value that the slot cannot have
/// `sssom.prefix`        a CURIE whose prefix is not in curie_map
[[nodiscard]] MappingSet read_sssom(std::string_view text, const std::string& file, Strictness strictness,
                                    std::string_view external_metadata = {});

/// The strict checks on a set already read.
void check_sssom(const MappingSet& set);
/// That the set says what it is and on which terms it may be used (`mapping_set_id`, `license`). SSSOM lets
/// published sets go without; ours do not. Throws FormatError `sssom.slot.missing`.
void check_identity(const MappingSet& set);

} // namespace micrograph::mapping
