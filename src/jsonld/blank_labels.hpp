#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

namespace micrograph::jsonld {

/// Gives blank nodes new labels, `_:b0`, `_:b1` …, so that documents can be joined (JSON-LD 1.1 API, section
/// 7.4, Generate Blank Node Identifier).
class BlankLabels {
public:
  /// For a node without a label.
  [[nodiscard]] std::string fresh() { return "_:b" + std::to_string(next_++); }
  /// For a label of the document: always the same.
  [[nodiscard]] std::string of(std::string_view label) {
    const auto [entry, is_new] = labels_.try_emplace(std::string(label));
    if (is_new)
      entry->second = fresh();
    return entry->second;
  }

private:
  std::size_t next_ = 0;
  std::unordered_map<std::string, std::string> labels_;
};

} // namespace micrograph::jsonld
