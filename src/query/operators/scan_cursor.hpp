#pragma once

#include "query/operators/operators.hpp"

#include <array>
#include <memory>
#include <vector>

namespace micrograph::query {

/// A pattern being scanned for one outer row: which positions are free, and the source's rows, buffered.
class ScanCursor {
public:
  explicit ScanCursor(const ScanSpec& spec) : spec_(spec) {}

  /// Positions whose variable the outer row binds are looked up, the others are left free.
  void open(Run& run, const graph::ValueId* outer);
  /// The next row that agrees with itself where a variable stands twice; null at the end.
  const graph::Row* next(Run& run) {
    for (;;) {
      if (at_ == end_) {
        refill(run);
        if (end_ == 0)
          return nullptr;
      }
      const graph::Row& row = buffer_[at_++];
      if (takes_all_ || agrees(row))
        return &row;
    }
  }
  /// Call after open() and before anything is read, if rows with terms below `least` at the position, by which the scan is
  /// sorted, are of no use, and perhaps not many of those behind. Some may come nevertheless.
  void begin_at(graph::Position position, graph::ValueId least);
  /// The next row whose term at `position`, by which the scan is sorted, is not below `least`; null at the end.
  const graph::Row* skip_to(Run& run, graph::Position position, graph::ValueId least);
  /// Call before next(). See QuadScan::narrow().
  void narrow(std::uint64_t part, std::uint64_t parts, std::optional<graph::Position> whole_runs = {});
  /// How many rows are to come, if the source knows; call before next().
  [[nodiscard]] std::optional<std::uint64_t> remaining() const;
  /// True if next_run() can be asked for the position, by which the scan is sorted, instead of next().
  [[nodiscard]] bool counts_runs(graph::Position position) const {
    return !scan_ || (takes_all_ && scan_->counts_runs(position));
  }
  /// Of no rows at the end.
  graph::RowRun next_run(Run& run, graph::Position position) {
    if (!scan_)
      return {};
    ++rows_read_;
    if (rows_read_ % 1024 == 0)
      run.tick();
    return scan_->next_run(position);
  }
  /// Rows that the source gave so far, in all openings.
  [[nodiscard]] std::uint64_t rows_read() const { return rows_read_; }
  /// Writes the free variables' values.
  void bind(const graph::Row& found, graph::ValueId* row) const {
    for (std::size_t i = 0; i < free_count_; ++i)
      row[free_[i].variable] = found[free_[i].position];
  }

private:
  struct Free {
    graph::Position position;
    VariableIndex variable;
  };
  void refill(Run& run);
  [[nodiscard]] bool may_pass(const graph::Row& row) const;
  [[nodiscard]] bool agrees(const graph::Row& row) const {
    for (std::size_t i = 0; i < twice_count_; ++i)
      if (row[twice_[i].first] != row[twice_[i].second])
        return false;
    return restrictions_.empty() || may_pass(row);
  }

  /// Passes over what is in the buffer, and perhaps more, below `least`.
  void pass_over(graph::Position position, graph::ValueId least);

  const ScanSpec& spec_;
  std::array<Free, 4> free_{};
  std::size_t free_count_ = 0;
  std::array<std::pair<graph::Position, graph::Position>, 4> twice_{};
  std::size_t twice_count_ = 0;
  bool takes_all_ = true; ///< no row of the source's can disagree
  std::vector<const TextRestriction*> restrictions_; ///< on free positions
  std::unique_ptr<graph::QuadScan> scan_;
  std::vector<graph::Row> buffer_;
  std::size_t at_ = 0, end_ = 0;
  std::uint64_t rows_read_ = 0;
};

/// True if threads may scan the pattern at the same time, whatever is bound when they do.
[[nodiscard]] bool can_split(const Run& run, const ScanSpec& spec);

} // namespace micrograph::query
