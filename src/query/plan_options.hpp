#pragma once

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
  bool semi_joins = true; ///< EXISTS may be done as a join
  /// Patterns with fewer rows are not restricted by filters on texts: asking the source costs more than filtering so few.
  double fewest_rows_for_text = 64;
  /// Where only the set of solutions counts, repeated rows are dropped between joins of so many.
  double fewest_rows_to_drop = 64;
};

} // namespace micrograph::query
