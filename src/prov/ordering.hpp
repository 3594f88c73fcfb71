#pragma once

#include "prov/event_order.hpp"

#include <string>
#include <vector>

namespace micrograph::prov {

/// Whether events can be put into an order (PROV-CONSTRAINTS, section 6.2: Constraint 30 to 49). Events may
/// coincide, unless one is said to be strictly before the other (Constraint 42).
///
/// One text for each statement that is strictly before itself, at most `most`; none if there is an order.
[[nodiscard]] std::vector<std::string> check_ordering(const EventOrder& order, std::size_t most);

} // namespace micrograph::prov
