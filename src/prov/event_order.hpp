#pragma once

#include "prov/instance.hpp"
#include "prov/strong_components.hpp"

#include <utility>
#include <vector>

namespace micrograph::prov {

/// The events of a merged instance as nodes, and in which order PROV-CONSTRAINTS has them (section 6.2: Constraint
/// 30 to 49).
///
/// All generations of an entity are as early as each other (Constraint 39), and so are its invalidations
/// (40), the starts (31) and the ends (32) of an activity. Hence one node stands for all of them, with an
/// edge to and from each, and every constraint about "each generation of e" needs one edge instead of one for
/// each pair.
struct EventOrder {
  /// An event whose time is said.
  struct Dated {
    std::uint32_t node = 0;
    TermId time = 0;
    const Statement* statement = nullptr;
  };

  std::uint32_t nodes = 0;
  std::vector<Edge> edges; ///< `from` is not later than `to`
  /// Those edges of which `from` is before `to`, and what says so (Constraint 42).
  std::vector<std::pair<Edge, const Statement*>> strict;
  std::vector<Dated> dated;
};

/// What is returned points into the statements of the instance.
[[nodiscard]] EventOrder order_events(Instance& instance);

} // namespace micrograph::prov
