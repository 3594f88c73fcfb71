#pragma once

#include "prov/event_order.hpp"

#include <string>
#include <vector>

namespace micrograph::prov {

/// Whether the times of events are in the order of the events, which PROV-CONSTRAINTS does not ask: by it, a usage
/// may be dated before the generation of what it uses.
///
/// One text for each event that is dated before another which is not later, at most `most`. Times with a time zone are
/// not compared to times without.
[[nodiscard]] std::vector<std::string> check_times(Instance& instance, const EventOrder& order,
                                                   std::size_t most);

} // namespace micrograph::prov
