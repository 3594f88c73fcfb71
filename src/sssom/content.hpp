#pragma once

#include "sssom/mapping_set.hpp"

#include <compare>
#include <string>
#include <vector>

namespace micrograph::sssom {

/// What a mapping says, however it is spelt: references as IRIs, numbers as their shortest text, values of
/// slots with several in order and once, extensions by their properties.
[[nodiscard]] Slots content_of(const MappingSet& set, const Slots& slots);

/// What a set says.
struct Content {
  Slots set;                   ///< without sssom_version, which follows from the rest
  std::vector<Slots> mappings; ///< sorted
  friend bool operator==(const Content&, const Content&) = default;
};
/// The set is condensed and propagated before, so that it does not matter whether it was condensed.
[[nodiscard]] Content content_of(MappingSet set);

/// For people: the first thing that one has and the other has not. Empty if they are equal.
[[nodiscard]] std::string first_difference(const Content& a, const Content& b);

} // namespace micrograph::sssom
