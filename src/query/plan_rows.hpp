#pragma once

#include "query/planner.hpp"

#include <cstddef>

namespace micrograph::query {

/// Opens the plan and calls `each` with every row until it returns false.
template <class Each> void for_each_row(Plan& plan, Each each) {
  plan.root->open(plan.outer.data());
  Block block(plan.root->width());
  for (bool more = true; more; block.want_more()) {
    block.clear();
    more = plan.root->append(block);
    for (std::size_t i = 0; i < block.size(); ++i)
      if (!each(block.row(i)))
        return;
  }
}

} // namespace micrograph::query
