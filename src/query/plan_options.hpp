#pragma once

#include <cstdint>

namespace micrograph::query {

/// Which ways a plan may take. Answers are the same whatever is chosen, only their order and time differ; so tests hold plans
/// against each other. Everyone else leaves it as it is.
struct PlanOptions {
  bool move_filters = true; ///< filters go down to the patterns that bind their variables
  bool order_joins = true;  ///< fewest rows first; else as the query has them
  /// A way that is off is taken only where none of the others is possible.
  bool lookup_joins = true;
  bool merge_joins = true;
  bool hash_joins = true;
  bool intersect_joins = true; ///< patterns that leave the same variable free may be joined at once
  bool scan_runs = true;  ///< groups of one pattern are counted in the order of the store
  bool semi_joins = true; ///< EXISTS may be done as a join
  /// Patterns with fewer rows are not restricted by filters on texts: asking the source costs more than filtering so few.
  double fewest_rows_for_text = 64;
  /// Where only the set of solutions counts, repeated rows are dropped between joins of so many.
  double fewest_rows_to_drop = 64;
  /// Threads that may work on one query; 0: as many as the machine runs at the same time.
  unsigned threads = 0;
  /// Bytes of rows that threads may find ahead of whoever reads them. Answers stream: what has more rows than anybody can hold
  /// must not be held.
  std::uint64_t most_bytes_ahead = std::uint64_t{128} << 20;
  /// Rows that the steps of a part of a plan must be expected to make, all together, to be worth starting threads.
  double fewest_rows_for_threads = 30'000;
};

} // namespace micrograph::query
