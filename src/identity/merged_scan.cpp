#include "identity/merged_scan.hpp"

#include "graph/rows.hpp"
#include "identity/row_index.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace micrograph::identity {

namespace {

using graph::Pattern;
using graph::Position;
using graph::Row;
using graph::ValueId;

class MergedScan final : public graph::QuadScan {
public:
  MergedScan(const graph::QuadSource& source, const LinkedNames& names, const Pattern& pattern, std::span<const Position> sorted_by, LinkedRows linked)
      : source_(source), names_(names), pattern_(pattern), order_(sorted_by.begin(), sorted_by.end()), stated_(std::move(linked.stated)), renamed_(std::move(linked.renamed)),
        scan_(source.scan(pattern_, order_)) {}

  std::size_t next(std::span<Row> out) override {
    untouched_ = false;
    std::size_t count = 0;
    while (count < out.size()) {
      if (row_ == filled_ && !ended_)
        fill(out.size());
      if (row_ == filled_ && next_renamed_ == renamed_.size())
        break;
      count += take(out.subspan(count));
    }
    return count;
  }

  [[nodiscard]] std::optional<std::uint64_t> remaining() const override {
    const auto below = untouched_ ? scan_->remaining() : std::nullopt;
    return below ? std::optional(*below - stated_.size() + renamed_.size()) : std::nullopt;
  }

  [[nodiscard]] bool counts_runs(Position position) const override {
    return !order_.empty() && order_.front() == position && scan_->counts_runs(position);
  }
  graph::RowRun next_run(Position position) override {
    untouched_ = false;
    if (own_run_.rows == 0 && !ended_)
      own_run_ = next_own_run(position);
    const ValueId other = next_renamed_ == renamed_.size() ? ValueId() : renamed_[next_renamed_][position];
    graph::RowRun run = own_run_.rows != 0 && (!other.defined() || own_run_.term <= other) ? std::exchange(own_run_, {}) : graph::RowRun{other, 0};
    while (next_renamed_ < renamed_.size() && renamed_[next_renamed_][position] == run.term) {
      ++next_renamed_;
      ++run.rows;
    }
    return run;
  }

  void seek(Position position, ValueId least) override {
    if (order_.empty() || order_.front() != position)
      return;
    untouched_ = false;
    const auto first_of = [&](std::span<const Row> rows) {
      return static_cast<std::size_t>(std::partition_point(rows.begin(), rows.end(), [&](const Row& row) { return row[position] < least; }) - rows.begin());
    };
    row_ += first_of(std::span(rows_).subspan(row_, filled_ - row_));
    if (row_ == filled_) // otherwise the source is ahead already
      scan_->seek(position, least);
    next_renamed_ += first_of(std::span(renamed_).subspan(next_renamed_));
  }

  bool narrow(std::uint64_t part, std::uint64_t parts, std::optional<Position> whole_runs) override {
    if (!scan_->narrow(part, parts, whole_runs))
      return false;
    untouched_ = false;
    // Where there is no order the renamed rows come after all others.
    if (order_.empty()) {
      if (part + 1 != parts)
        renamed_.clear();
      return true;
    }
    const std::vector<Position> by = whole_runs ? std::vector<Position>{*whole_runs} : order_;
    const auto border = [&](std::uint64_t of_part) {
      const auto first = first_row(of_part, parts, whole_runs);
      return first ? std::partition_point(renamed_.begin(), renamed_.end(), [&](const Row& row) { return before(row, *first, by); }) : renamed_.end();
    };
    const auto end = part + 1 == parts ? renamed_.end() : border(part + 1);
    renamed_.erase(end, renamed_.end());
    if (part != 0)
      renamed_.erase(renamed_.begin(), border(part));
    return true;
  }

private:
  /// First as many as are wanted, since a join looks up a few rows and that often, and then more and more.
  void fill(std::size_t wanted) {
    constexpr std::size_t most = 1024;
    rows_.resize(std::min(std::max(wanted, 2 * rows_.size()), most));
    row_ = filled_ = 0;
    while (filled_ == 0) {
      const std::size_t count = scan_->next(rows_);
      ended_ = count == 0;
      if (ended_)
        return;
      for (std::size_t i = 0; i < count; ++i)
        if (!names_.touches(rows_[i]))
          rows_[filled_++] = rows_[i];
    }
  }

  /// Rows of one side up to where the other goes on; at least one. The source's side is empty only at its end.
  std::size_t take(std::span<Row> out) {
    const std::span<const Row> own = std::span(rows_).subspan(row_, filled_ - row_), others = std::span<const Row>(renamed_).subspan(next_renamed_);
    const std::size_t own_first = own.empty() ? 0 : others.empty() || order_.empty() ? own.size() : count_before(own, others.front());
    if (own_first != 0) {
      const std::size_t count = copy(own.first(own_first), out);
      row_ += count;
      return count;
    }
    const std::size_t others_first = own.empty() ? others.size() : std::max<std::size_t>(1, count_before(others, own.front()));
    const std::size_t count = copy(others.first(others_first), out);
    next_renamed_ += count;
    return count;
  }
  [[nodiscard]] std::size_t count_before(std::span<const Row> rows, const Row& border) const {
    // Mostly a whole block comes before.
    if (before(rows.back(), border, order_))
      return rows.size();
    return static_cast<std::size_t>(std::partition_point(rows.begin(), rows.end(), [&](const Row& row) { return before(row, border, order_); }) - rows.begin());
  }
  static std::size_t copy(std::span<const Row> rows, std::span<Row> out) {
    const std::size_t count = std::min(rows.size(), out.size());
    std::copy_n(rows.begin(), count, out.begin());
    return count;
  }

  /// The next run of the source that has rows without a linked name.
  graph::RowRun next_own_run(Position position) {
    for (;;) {
      graph::RowRun run = scan_->next_run(position);
      ended_ = run.rows == 0;
      if (ended_)
        return run;
      while (next_stated_ < stated_.size() && stated_[next_stated_][position] < run.term)
        ++next_stated_;
      for (; next_stated_ < stated_.size() && stated_[next_stated_][position] == run.term; ++next_stated_)
        --run.rows;
      if (run.rows != 0)
        return run;
    }
  }

  /// The first row of a part of the source, or of the next one that is not empty.
  [[nodiscard]] std::optional<Row> first_row(std::uint64_t part, std::uint64_t parts, std::optional<Position> whole_runs) const {
    for (; part < parts; ++part) {
      const auto scan = source_.scan(pattern_, order_);
      std::array<Row, 1> row;
      if (scan->narrow(part, parts, whole_runs) && scan->next(row) == 1)
        return row.front();
    }
    return std::nullopt;
  }

  const graph::QuadSource& source_;
  const LinkedNames& names_;
  Pattern pattern_;
  std::vector<Position> order_;
  std::vector<Row> stated_, renamed_;
  std::size_t next_stated_ = 0, next_renamed_ = 0; ///< the first is kept while runs are counted only
  std::unique_ptr<graph::QuadScan> scan_;
  std::vector<Row> rows_; ///< read ahead, without those that have a linked name
  std::size_t row_ = 0, filled_ = 0;
  bool ended_ = false;
  bool untouched_ = true; ///< nothing was read, passed over or left to others
  graph::RowRun own_run_; ///< read ahead
};

} // namespace

std::unique_ptr<graph::QuadScan> merge_renamed(const graph::QuadSource& source, const LinkedNames& names, const Pattern& pattern,
                                               std::span<const Position> sorted_by, LinkedRows linked) {
  return std::make_unique<MergedScan>(source, names, pattern, sorted_by, std::move(linked));
}

std::unique_ptr<graph::QuadScan> scan_of(std::vector<Row> rows) { return std::make_unique<graph::RowList>(std::move(rows)); }

} // namespace micrograph::identity
