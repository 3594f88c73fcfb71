#pragma once

#include "graph/added_rows.hpp"
#include "graph/quad_source.hpp"

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace micrograph::graph {

class ChangedSource;

/// The added rows that match a pattern, one after the other. With `merged`, rows of all graphs as triples, each once.
class AddedWalk {
public:
  AddedWalk(const AddedRows& added, const Pattern& pattern, bool merged, std::span<const Position> sorted_by);
  /// Null at the end. Valid until the next call.
  [[nodiscard]] const Row* next();

private:
  [[nodiscard]] bool matches(const Row& row) const;

  Row wanted_;
  std::array<bool, 4> bound_{};
  bool merged_, only_named_;
  AddedRows::Sorted::const_iterator at_, end_;
  std::optional<Row> last_;
};

/// Rows of the graph below that count still, and rows that came: as one sequence in the order asked for, or one after
/// the other.
class ChangedScan final : public QuadScan {
public:
  /// `below` may be null: nothing there. `sorted_by` is an order that `below` keeps, or empty.
  ChangedScan(const ChangedSource& source, std::unique_ptr<QuadScan> below, const Pattern& pattern, bool merged,
              std::span<const Position> sorted_by);
  std::size_t next(std::span<Row> out) override;

private:
  [[nodiscard]] std::size_t next_below(std::span<Row> out);
  [[nodiscard]] const Row* peek_below();
  [[nodiscard]] const Row* next_added();
  [[nodiscard]] bool comes_first(const Row& added, const Row& below) const;

  const ChangedSource& source_;
  std::unique_ptr<QuadScan> below_; ///< null at its end
  bool merged_;
  std::vector<Position> sorted_by_;
  AddedWalk added_;
  const Row* added_row_ = nullptr; ///< the next one that came
  std::vector<Row> buffer_;        ///< rows from below, for merging
  std::size_t taken_ = 0;
};

} // namespace micrograph::graph
