#pragma once

#include "query/operators/operators.hpp"

#include <cstddef>
#include <vector>

namespace micrograph::query {

/// Some rows of the join of a few patterns, found while planning by walking from evenly spaced rows of the
/// first pattern to one partner in each of the others. A row counts as often as there were partners to choose
/// from, so that sums over the sample stand for sums over the join (F. Li et al., Wander Join, SIGMOD 2016).
/// Averages of the source do not see that much of a join may come from few terms; this does.
class JoinSample {
public:
  /// `outer` are the parameters. Each walk costs about a look-up for each pattern.
  JoinSample(Run& run, const std::vector<graph::ValueId>& outer, const std::vector<const ScanSpec*>& patterns,
             std::size_t walks);

  /// False if the source cannot be sampled, or no walk came to an end.
  [[nodiscard]] bool any() const { return weight_ > 0; }
  /// About how many rows the join has.
  [[nodiscard]] double rows() const { return rows_; }
  /// About how many rows the pattern has for each row of the join.
  [[nodiscard]] double fanout(const ScanSpec& pattern) const;

private:
  struct Walk {
    std::vector<graph::ValueId> row;
    double weight = 1; ///< rows of the join that this one stands for, beside the others
  };
  void begin(const ScanSpec& first);
  void extend(const ScanSpec& next);
  [[nodiscard]] graph::Pattern pattern_of(const ScanSpec& spec, const std::vector<graph::ValueId>& row) const;

  Run& run_;
  std::vector<Walk> walks_;
  double rows_ = 0, weight_ = 0;
};

} // namespace micrograph::query
