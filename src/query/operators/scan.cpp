#include "query/operators/scan_cursor.hpp"

#include "base/error.hpp"

#include <algorithm>

namespace micrograph::query {

namespace {

constexpr std::size_t least_buffered = 16;

} // namespace

void ScanCursor::open(Run& run, const graph::ValueId* outer) {
  run.tick();
  graph::Pattern pattern;
  pattern.scope = spec_.scope;
  pattern.source_outlives_scan = true;
  free_count_ = twice_count_ = 0;
  at_ = end_ = 0;
  scan_.reset();
  const std::size_t positions = spec_.scope == graph::GraphScope::named_graphs ? 4 : 3;
  for (std::size_t i = 0; i < positions; ++i) {
    const auto position = static_cast<graph::Position>(i);
    const Slot& slot = spec_.slots[i];
    const graph::ValueId id = slot.variable == no_variable ? slot.constant : outer[slot.variable];
    if (id.defined()) {
      if (LocalTerms::owns(id))
        return; // a term that the source does not have
      pattern.terms[i] = id;
      continue;
    }
    if (spec_.unread[i]) {
      pattern.unread[i] = true;
      continue;
    }
    const auto same = std::find_if(free_.begin(), free_.begin() + free_count_,
                                   [&](const Free& free) { return free.variable == slot.variable; });
    if (same != free_.begin() + free_count_)
      twice_[twice_count_++] = {same->position, position};
    else
      free_[free_count_++] = {position, slot.variable};
  }
  restrictions_.clear();
  for (const TextRestriction& restriction : spec_.restrictions)
    if (!pattern.terms[restriction.position].defined())
      restrictions_.push_back(&restriction);
  takes_all_ = twice_count_ == 0 && restrictions_.empty();
  scan_ = run.source.scan(pattern, spec_.sorted_by);
}

bool ScanCursor::may_pass(const graph::Row& row) const {
  return std::all_of(restrictions_.begin(), restrictions_.end(), [&](const TextRestriction* restriction) {
    return restriction->candidates->may_meet(row[restriction->position]);
  });
}

void ScanCursor::refill(Run& run) {
  run.tick();
  at_ = end_ = 0;
  if (!scan_)
    return;
  // Most scans of a nested loop find a handful of rows.
  if (buffer_.empty())
    buffer_.resize(least_buffered);
  else if (buffer_.size() < 1024)
    buffer_.resize(buffer_.size() * 4);
  end_ = scan_->next(buffer_);
  rows_read_ += end_;
  if (end_ == 0)
    scan_.reset();
}

const graph::Row* ScanCursor::skip_to(Run& run, graph::Position position, graph::ValueId least) {
  constexpr int worth_a_search = 8; // so many rows are looked at as fast as the place is searched for
  for (int passed = 0;; ++passed) {
    const graph::Row* const row = next(run);
    if (row == nullptr || (*row)[position] >= least)
      return row;
    if (passed == worth_a_search) {
      pass_over(position, least);
      passed = 0;
    }
  }
}

void ScanCursor::pass_over(graph::Position position, graph::ValueId least) {
  const auto begin = buffer_.begin();
  const auto found = std::lower_bound(begin + static_cast<std::ptrdiff_t>(at_), begin + static_cast<std::ptrdiff_t>(end_), least,
                                      [position](const graph::Row& row, graph::ValueId id) { return row[position] < id; });
  at_ = static_cast<std::size_t>(found - begin);
  if (at_ == end_)
    begin_at(position, least);
}

void ScanCursor::begin_at(graph::Position position, graph::ValueId least) {
  if (!scan_)
    return;
  // A handful is read as fast as the place is searched for. Else it may be as far to the next row that is wanted.
  if (scan_->remaining().value_or(least_buffered + 1) > least_buffered)
    scan_->seek(position, least);
  buffer_.clear();
}

void ScanCursor::narrow(std::uint64_t part, std::uint64_t parts, std::optional<graph::Position> whole_runs) {
  const bool narrowed = !scan_ || scan_->narrow(part, parts, whole_runs);
  MICROGRAPH_ENSURES(narrowed); // see can_split()
}

bool can_split(const Run& run, const ScanSpec& spec) {
  graph::Pattern pattern;
  pattern.scope = spec.scope;
  for (std::size_t i = 0; i < spec.slots.size(); ++i)
    if (spec.slots[i].variable == no_variable && !LocalTerms::owns(spec.slots[i].constant))
      pattern.terms[i] = spec.slots[i].constant;
  return run.source.can_split(pattern);
}

std::optional<std::uint64_t> ScanCursor::remaining() const {
  if (!scan_)
    return 0;
  return takes_all_ ? scan_->remaining() : std::nullopt;
}

namespace {

class Scan final : public Operator {
public:
  Scan(Run& run, std::size_t width, ScanSpec spec)
      : Operator(run, width), spec_(std::move(spec)), cursor_(spec_) {}

  std::string describe() const override {
    return "Scan " + spec_.text + (spec_.restrictions.empty() ? "" : ", texts by index");
  }
  OperatorPtr copy(Run& lane, CopyKind kind) override {
    return can_split(run_, spec_) ? as_copy(std::make_unique<Scan>(lane, width(), spec_), lane, kind) : nullptr;
  }
  void narrow(std::uint64_t part, std::uint64_t parts) override { cursor_.narrow(part, parts); }

protected:
  void start(const graph::ValueId* outer) override {
    outer_ = outer;
    cursor_.open(run_, outer);
  }
  void fill(Block& out) override {
    while (!out.full()) {
      const graph::Row* found = cursor_.next(run_);
      if (found == nullptr)
        return;
      cursor_.bind(*found, out.add(outer_));
    }
  }

  std::optional<std::uint64_t> known_count() override { return cursor_.remaining(); }

public:
  std::uint64_t rows_read() const override { return cursor_.rows_read(); }

private:
  ScanSpec spec_;
  ScanCursor cursor_;
  const graph::ValueId* outer_ = nullptr;
};

} // namespace

OperatorPtr make_scan(Run& run, std::size_t width, ScanSpec spec) {
  return std::make_unique<Scan>(run, width, std::move(spec));
}

} // namespace micrograph::query
