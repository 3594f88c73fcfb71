#pragma once

#include "prov/instance.hpp"

#include <string>
#include <vector>

namespace micrograph::prov {

/// Whether what is an entity is no activity (PROV-CONSTRAINTS, section 6.3: Constraint 50, typing, by which
/// each place of a statement gives its type to what stands there; and Constraint 55 of section 6.4). One text
/// for each thing that is both, at most `most`.
[[nodiscard]] std::vector<std::string> check_types(Instance& instance, std::size_t most);

/// The other impossibility constraints (section 6.4): Constraint 51 to 54 and 56. One text for each breach,
/// at most `most`.
[[nodiscard]] std::vector<std::string> check_impossible(Instance& instance, std::size_t most);

} // namespace micrograph::prov
