#pragma once

#include "graph/value_id.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace micrograph::graph {

/// What a text must have for a filter to let its term pass.
struct TextRequirement {
  /// All fragments of one alternative must be in the text, in any place. None: nothing is asked.
  std::vector<std::vector<std::string>> alternatives;
  /// Fragments may be in the text's upper case, lower case or case folding as well as in the text, and in any case.
  bool any_case = false;
  /// The text must start with this, byte by byte.
  std::string prefix;
  /// Only plain strings and those with a language can pass: no IRIs, no other literals.
  bool strings_only = false;
};

/// Terms of a source that may meet a requirement.
struct TextCandidates {
  /// Indices into a dictionary, [first, second).
  using Range = std::pair<std::uint64_t, std::uint64_t>;

  std::vector<Range> ranges; ///< ascending, disjoint, not adjacent
  std::uint64_t examined = 0; ///< terms below this index meet the requirement only if they are in `ranges`
  /// No other term can meet it either.
  bool complete = false;
  std::uint64_t terms_read = 0; ///< how many terms were looked at one by one

  /// False if the term of the id certainly does not meet the requirement.
  [[nodiscard]] bool may_meet(ValueId id) const;
  /// How many terms are in `ranges`.
  [[nodiscard]] std::uint64_t size() const;
};

} // namespace micrograph::graph
