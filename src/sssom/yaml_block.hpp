#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::sssom {

/// A value of a metadata block.
struct YamlNode {
  enum class Kind { scalar, list, map };
  Kind kind = Kind::scalar;
  std::string text;            ///< of a scalar; every scalar is a text
  std::vector<YamlNode> items; ///< of a list
  struct Entry;
  std::vector<Entry> entries; ///< of a map, in the order of the file; keys are unique
  std::uint64_t line = 0;     ///< in the file

  /// The entry of a map; null if there is none, or if this is no map.
  [[nodiscard]] const YamlNode* find(std::string_view key) const;
  /// A scalar as one text, a list as its texts. What is nested deeper is left out.
  [[nodiscard]] std::vector<std::string> texts() const;
};

struct YamlNode::Entry {
  std::string key;
  YamlNode value;
};

/// One line of a block, without what marked it as part of it.
struct YamlLine {
  std::string_view text;
  std::uint64_t line = 0;
};

/// Reads the YAML that heads of tables are written in: block maps and lists, flow lists, plain, quoted,
/// folded and literal scalars. No anchors, tags, types, flow maps or several documents.
///
/// Lines before the first `key:` are prose and left out. Returns a map, empty for an empty block. Throws
/// FormatError `mapping.yaml` with `source` and the line.
[[nodiscard]] YamlNode read_yaml(const std::vector<YamlLine>& lines, const std::string& source);

} // namespace micrograph::sssom
