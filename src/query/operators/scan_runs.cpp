#include "query/expressions/value.hpp"
#include "query/operators/operators.hpp"
#include "query/operators/scan_cursor.hpp"

namespace micrograph::query {

namespace {

/// A row for each term of one variable of a pattern, with the number of rows that have it. Where the source can tell where
/// the next term begins, the rows between are not read.
class ScanRuns final : public Operator {
public:
  ScanRuns(Run& run, std::size_t width, ScanSpec spec, VariableIndex key, std::vector<VariableIndex> counts)
      : Operator(run, width), spec_(std::move(spec)), cursor_(spec_), key_(key), position_(spec_.sorted_by.front()),
        counts_(std::move(counts)) {}

  std::string describe() const override {
    return (counts_.empty() ? "ScanDistinct " : "ScanCounts ") + spec_.text;
  }
  std::uint64_t rows_read() const override { return cursor_.rows_read(); }
  OperatorPtr copy(Run& lane, CopyKind kind) override {
    if (!can_split(run_, spec_))
      return nullptr;
    return as_copy(std::make_unique<ScanRuns>(lane, width(), spec_, key_, counts_), lane, kind);
  }
  void narrow(std::uint64_t part, std::uint64_t parts) override { cursor_.narrow(part, parts, position_); }

protected:
  void start(const graph::ValueId* outer) override {
    outer_ = outer;
    cursor_.open(run_, outer);
    by_runs_ = cursor_.counts_runs(position_);
    ahead_ = nullptr;
    started_ = false;
  }
  void fill(Block& out) override {
    while (!out.full()) {
      const graph::RowRun found = by_runs_ ? cursor_.next_run(run_, position_) : walk_run();
      if (found.rows == 0)
        return;
      graph::ValueId* row = out.add(outer_);
      row[key_] = found.term;
      for (const VariableIndex count : counts_)
        row[count] = to_id(integer(static_cast<std::int64_t>(found.rows)), run_.evaluation);
    }
  }

private:
  graph::RowRun walk_run() {
    graph::RowRun found;
    if (!std::exchange(started_, true))
      ahead_ = cursor_.next(run_);
    if (ahead_ == nullptr)
      return found;
    found.term = (*ahead_)[position_];
    for (; ahead_ != nullptr && (*ahead_)[position_] == found.term; ahead_ = cursor_.next(run_))
      ++found.rows;
    return found;
  }

  ScanSpec spec_;
  ScanCursor cursor_;
  VariableIndex key_;
  graph::Position position_;
  std::vector<VariableIndex> counts_;
  const graph::ValueId* outer_ = nullptr;
  bool by_runs_ = false;
  bool started_ = false; ///< if not by_runs_: `ahead_` was read
  const graph::Row* ahead_ = nullptr;
};

} // namespace

OperatorPtr make_scan_runs(Run& run, std::size_t width, ScanSpec spec, VariableIndex key, std::vector<VariableIndex> counts) {
  return std::make_unique<ScanRuns>(run, width, std::move(spec), key, std::move(counts));
}

} // namespace micrograph::query
