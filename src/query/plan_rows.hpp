#pragma once

#include "query/planner.hpp"

#include <chrono>
#include <cstddef>
#include <functional>

namespace micrograph::query {

/// Opens the plan and calls `each` with every row until it returns false, and `pause` after each block of rows.
/// Blocks grow as long as they come fast: where rows are hard to find, few wait for each other.
template <class Each> void for_each_row(Plan& plan, Each each, const std::function<void()>& pause = {}) {
  using Clock = std::chrono::steady_clock;
  constexpr auto fast = std::chrono::milliseconds(50);
  plan.root->open(plan.outer.data());
  Block block(plan.root->width());
  for (bool more = true; more;) {
    const auto start = Clock::now();
    block.clear();
    more = plan.root->append(block);
    const bool was_fast = Clock::now() - start < fast;
    for (std::size_t i = 0; i < block.size(); ++i)
      if (!each(block.row(i)))
        return;
    if (pause)
      pause();
    was_fast ? block.want_more() : block.want(Block::first_rows);
  }
}

} // namespace micrograph::query
