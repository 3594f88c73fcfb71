#pragma once

#include "differential/budget.hpp"
#include "differential/data_set.hpp"
#include "query/algebra.hpp"

#include <set>
#include <utility>
#include <vector>

namespace micrograph::differential {

/// Property paths as section 18.4 has them: the solutions of `x path y`, each end a term or a variable.
class PathEvaluation {
public:
  using Pairs = std::vector<std::pair<TermNumber, TermNumber>>;

  PathEvaluation(const Graph& graph, TermTable& terms, Budget& budget);
  /// `unbound` stands for a variable; the two ends are different variables.
  [[nodiscard]] Pairs solutions(const query::Path& path, TermNumber from, TermNumber to);

private:
  [[nodiscard]] Pairs link(const query::Path& path, TermNumber from, TermNumber to);
  [[nodiscard]] Pairs negated_set(const query::Path& path, TermNumber from, TermNumber to);
  [[nodiscard]] Pairs sequence(const query::Path& path, TermNumber from, TermNumber to);
  [[nodiscard]] Pairs zero_or_one(const query::Path& path, TermNumber from, TermNumber to);
  [[nodiscard]] Pairs closure(const query::Path& path, TermNumber from, TermNumber to);
  /// ALP of the recommendation, with V in `seen`.
  void arbitrary_length(TermNumber from, const query::Path& step, std::set<TermNumber>& seen);

  const Graph& graph_;
  TermTable& terms_;
  Budget& budget_;
  std::set<TermNumber> nodes_; ///< nodes(G): all subjects and objects
};

} // namespace micrograph::differential
