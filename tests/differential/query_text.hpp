#pragma once

#include <string>
#include <utility>
#include <vector>

namespace micrograph::differential {

/// A query text as a tree of parts, so that a shrinker can take some out without knowing the grammar.
struct QueryText {
  std::string text; ///< of a leaf
  std::vector<QueryText> parts;
  std::string separator = " "; ///< between the parts that are left
  bool removable = false;
  std::string simpler; ///< may stand in place of it all; empty if there is nothing simpler

  QueryText() = default;
  QueryText(std::string leaf) : text(std::move(leaf)) {}
  QueryText(const char* leaf) : text(leaf) {}
  explicit QueryText(std::vector<QueryText> children, std::string between = " ")
      : parts(std::move(children)), separator(std::move(between)) {}

  /// Inside of braces, for instance.
  [[nodiscard]] static QueryText around(const char* before, QueryText inside, const char* after) {
    std::vector<QueryText> all;
    all.emplace_back(before);
    all.push_back(std::move(inside));
    all.emplace_back(after);
    return QueryText(std::move(all));
  }
  [[nodiscard]] QueryText or_nothing() && {
    removable = true;
    return std::move(*this);
  }
  [[nodiscard]] QueryText or_simply(std::string other) && {
    simpler = std::move(other);
    return std::move(*this);
  }
};

[[nodiscard]] inline std::string written(const QueryText& query) {
  std::string out = query.text;
  for (const QueryText& part : query.parts) {
    const std::string one = written(part);
    if (!out.empty() && !one.empty())
      out += query.separator;
    out += one;
  }
  return out;
}

} // namespace micrograph::differential
