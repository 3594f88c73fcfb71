#pragma once

#include "rdf/term.hpp"

#include <cstdint>
#include <map>
#include <vector>

namespace micrograph::differential {

/// A term by its number; equal numbers are equal terms.
using TermNumber = std::uint32_t;
inline constexpr TermNumber unbound = 0;

/// Numbers for terms, so that solutions are compared number by number. Has nothing in common with the ids of the engine.
class TermTable {
public:
  [[nodiscard]] TermNumber number(const rdf::Term& term) {
    if (term.kind == rdf::TermKind::none)
      return unbound;
    const auto [place, is_new] = numbers_.emplace(term, static_cast<TermNumber>(terms_.size()));
    if (is_new)
      terms_.push_back(term);
    return place->second;
  }
  [[nodiscard]] const rdf::Term& term(TermNumber number) const { return terms_.at(number); }
  [[nodiscard]] std::size_t size() const { return terms_.size(); }

private:
  std::map<rdf::Term, TermNumber> numbers_;
  std::vector<rdf::Term> terms_{rdf::Term()}; ///< the first stands for `unbound`
};

/// Solution mappings of one frame, by VariableIndex; a solution sequence or multiset of them.
using Mapping = std::vector<TermNumber>;
using Solutions = std::vector<Mapping>;

} // namespace micrograph::differential
