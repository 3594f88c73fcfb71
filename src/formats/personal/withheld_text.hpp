#pragma once

#include "base/counted.hpp"

namespace micrograph::formats {

/// What was held back, in words for people, the same wherever it is told: `2 values that tell who somebody is`.
[[nodiscard]] inline std::string withheld_text(std::uint64_t count, std::string_view noun = "value") {
  return counted(count, noun) + (count == 1 ? " that tells" : " that tell") + " who somebody is";
}

/// The same as a finding of a reader says it.
[[nodiscard]] inline std::string withheld_finding(std::uint64_t count, std::string_view noun = "value") {
  return withheld_text(count, noun) + (count == 1 ? " was" : " were") + " held back; --include-personal keeps them";
}

} // namespace micrograph::formats
