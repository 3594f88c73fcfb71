#include "graph/changed_scan.hpp"

#include "graph/changed_source.hpp"

#include <algorithm>

namespace micrograph::graph {

AddedWalk::AddedWalk(const AddedRows& added, const Pattern& pattern, bool merged, std::span<const Position> sorted_by)
    : wanted_(pattern.terms), merged_(merged), only_named_(pattern.scope == GraphScope::named_graphs) {
  for (std::size_t position = 0; position < 4; ++position)
    bound_[position] = wanted_[position].defined();
  if (!only_named_ && !merged)
    bound_[graph_name] = true; // to no graph
  const AddedRows::Sorted& rows = added.in(order_for(bound_, sorted_by));
  // Unbound positions of `wanted_` are undefined, which is the least id.
  at_ = rows.lower_bound(wanted_);
  end_ = rows.end();
}

bool AddedWalk::matches(const Row& row) const {
  for (std::size_t position = 0; position < 4; ++position)
    if (bound_[position] && row[position] != wanted_[position])
      return false;
  return true;
}

const Row* AddedWalk::next() {
  for (; at_ != end_ && matches(*at_); ++at_) {
    Row row = *at_;
    if (only_named_ && !row[graph_name].defined())
      continue;
    if (merged_) {
      row[graph_name] = undefined;
      if (last_ == row)
        continue; // the graph is last in the order, so the same triple of several graphs comes together
    }
    last_ = row;
    ++at_;
    return &*last_;
  }
  return nullptr;
}

ChangedScan::ChangedScan(const ChangedSource& source, std::unique_ptr<QuadScan> below, const Pattern& pattern,
                         bool merged, std::span<const Position> sorted_by)
    : source_(source), below_(std::move(below)), merged_(merged), sorted_by_(sorted_by.begin(), sorted_by.end()),
      added_(source.added_, pattern, merged, sorted_by) {
  added_row_ = next_added();
}

const Row* ChangedScan::next_added() {
  const Row* row = nullptr;
  do
    row = added_.next();
  while (row != nullptr && merged_ && source_.base_merge_has(*row)); // comes from below
  return row;
}

std::size_t ChangedScan::next_below(std::span<Row> out) {
  while (below_) {
    const std::size_t count = below_->next(out);
    if (count == 0) {
      below_.reset();
      break;
    }
    const auto end = std::remove_if(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(count),
                                    [&](const Row& row) { return !source_.stays(row, merged_); });
    if (end != out.begin())
      return static_cast<std::size_t>(end - out.begin());
  }
  return 0;
}

const Row* ChangedScan::peek_below() {
  if (taken_ == buffer_.size()) {
    constexpr std::size_t block = 128;
    taken_ = 0;
    buffer_.resize(block);
    buffer_.resize(next_below(buffer_));
  }
  return buffer_.empty() ? nullptr : &buffer_[taken_];
}

bool ChangedScan::comes_first(const Row& added, const Row& below) const {
  for (const Position position : sorted_by_)
    if (added[position] != below[position])
      return added[position] < below[position];
  return false;
}

std::size_t ChangedScan::next(std::span<Row> out) {
  std::size_t count = 0;
  if (sorted_by_.empty()) {
    if (const std::size_t rows = next_below(out); rows != 0)
      return rows;
    for (; count < out.size() && added_row_ != nullptr; added_row_ = next_added())
      out[count++] = *added_row_;
    return count;
  }
  while (count < out.size()) {
    const Row* const below = peek_below();
    if (added_row_ != nullptr && (below == nullptr || comes_first(*added_row_, *below))) {
      out[count++] = *added_row_;
      added_row_ = next_added();
    } else if (below != nullptr) {
      out[count++] = *below;
      ++taken_;
    } else {
      break;
    }
  }
  return count;
}

} // namespace micrograph::graph
