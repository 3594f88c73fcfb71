#pragma once

#include "cli/options.hpp"
#include "query/engine.hpp"

namespace micrograph::cli {

/// --timeout, and what --memory means to a query: the bounds of a run, which Ctrl-C ends, too.
struct RunOptions {
  double timeout_s = 0; ///< 0: none

  /// Call after the options of the graph, which have --memory already.
  void add_to(CLI::App& app);
  [[nodiscard]] query::Limits limits(const MemoryOption& memory) const;
};

} // namespace micrograph::cli
