#pragma once

#include "query/operators/aggregate.hpp"
#include "query/operators/operators.hpp"
#include "query/operators/row_table.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace micrograph::query {

/// The expressions of a group in the thread that evaluates them.
struct GroupExpressions {
  ExpressionRunner keys;
  ExpressionRunner arguments; ///< see GroupSpec
};

/// Groups of rows in the order in which they came first, with what the aggregates know of each.
class GroupTable {
public:
  /// What the groups are of must outlive the table.
  explicit GroupTable(const GroupSpec& spec) : spec_(&spec), groups_(spec.keys, spec.keys.size()) { clear(); }

  void clear();
  void add_row(const graph::ValueId* row, std::size_t width, GroupExpressions& expressions, Run& run);
  /// Rows of which nothing but their number counts; there must be no keys.
  void add_rows(std::uint64_t rows);
  /// Adds the groups of another table of the same spec, as if its rows came after those of this one. All aggregates must
  /// be such that can_be_merged().
  void merge(GroupTable other, std::size_t width, Run& run);

  [[nodiscard]] std::size_t size() const { return size_; }
  /// Of memory, about.
  [[nodiscard]] std::uint64_t bytes() const {
    return groups_.bytes() + states_.capacity() * sizeof(Accumulator) + state_bytes_;
  }
  /// Writes the keys of a group and what its aggregates came to.
  void write(std::size_t group, graph::ValueId* row, Run& run) const;

private:
  [[nodiscard]] std::uint32_t group_of(const graph::ValueId* keyed_row);
  [[nodiscard]] bool is_new_row(std::uint32_t group, const graph::ValueId* row, std::size_t width, Run& run);
  [[nodiscard]] Accumulator* states_of(std::size_t group) { return states_.data() + group * spec_->aggregates.size(); }

  const GroupSpec* spec_;
  RowTable groups_;
  std::vector<Accumulator> states_; ///< group by group, one for each aggregate
  std::vector<RowTable> rows_seen_; ///< by group
  std::vector<graph::ValueId> scratch_;
  std::size_t size_ = 0;
  std::uint64_t state_bytes_ = 0; ///< of what the aggregates hold beside their states
};

} // namespace micrograph::query
