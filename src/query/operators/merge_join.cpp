#include "query/operators/scan_cursor.hpp"

namespace micrograph::query {

namespace {

/// Walks the left rows and a sorted scan side by side. The scan's rows of one key are kept while left rows
/// have it.
class MergeJoin final : public Operator {
public:
  MergeJoin(Run& run, OperatorPtr left, ScanSpec right, VariableIndex key, JoinKind kind)
      : Operator(run, left->width()), left_(std::move(left)), reader_(*left_), spec_(std::move(right)),
        cursor_(spec_), key_(key), key_position_(spec_.sorted_by.front()), kind_(kind) {}

  std::string describe() const override {
    constexpr const char* names[] = {"MergeJoin ", "MergeLeftJoin ", "MergeSemiJoin (EXISTS) ", "MergeAntiJoin (NOT EXISTS) "};
    return names[static_cast<std::size_t>(kind_)] + spec_.text;
  }
  std::vector<const Operator*> children() const override { return {left_.get()}; }
  std::uint64_t rows_read() const override { return cursor_.rows_read(); }
  OperatorPtr copy(Run& lane, CopyKind kind) override {
    OperatorPtr left = can_split(run_, spec_) ? left_->copy(lane, kind) : nullptr;
    if (!left)
      return nullptr;
    return as_copy(std::make_unique<MergeJoin>(lane, std::move(left), spec_, key_, kind_), lane, kind);
  }
  void prepare(const graph::ValueId* outer) override { left_->prepare(outer); }
  void narrow(std::uint64_t part, std::uint64_t parts) override { left_->narrow(part, parts); }
  void release() override { left_->release(); }

protected:
  void start(const graph::ValueId* outer) override {
    left_->open(outer);
    reader_.restart();
    cursor_.open(run_, outer);
    ahead_ = cursor_.next(run_);
    group_.clear();
    group_key_ = {};
    row_ = nullptr;
  }

  void fill(Block& out) override {
    while (!out.full()) {
      if (row_ == nullptr) {
        row_ = reader_.next();
        if (row_ == nullptr)
          return;
        if (row_[key_] != group_key_ && take_single(out))
          continue;
        const bool needs_partner = kind_ == JoinKind::inner || kind_ == JoinKind::semi;
        if (group_.empty() && ahead_ == nullptr && needs_partner) {
          row_ = nullptr;
          return;
        }
        at_ = 0;
        if (group_.empty() ? !needs_partner : kind_ == JoinKind::semi)
          out.add(row_);
        if (kind_ == JoinKind::semi || kind_ == JoinKind::anti) {
          row_ = nullptr;
          continue;
        }
      }
      for (; at_ < group_.size() && !out.full(); ++at_)
        cursor_.bind(group_[at_], out.add(row_));
      if (at_ == group_.size())
        row_ = nullptr;
    }
  }

private:
  /// Finds the partners of a new key. Most often there is one, which is joined without being kept: true then, and the left
  /// row is done with.
  bool take_single(Block& out) {
    const graph::ValueId key = row_[key_];
    group_.clear();
    group_key_ = key;
    if (ahead_ != nullptr && (*ahead_)[key_position_] < key)
      ahead_ = cursor_.skip_to(run_, key_position_, key);
    if (ahead_ == nullptr || (*ahead_)[key_position_] != key)
      return false;
    group_.push_back(*ahead_);
    ahead_ = cursor_.next(run_);
    if (kind_ == JoinKind::inner && (ahead_ == nullptr || (*ahead_)[key_position_] != key)) {
      cursor_.bind(group_.front(), out.add(row_));
      row_ = nullptr;
      return true;
    }
    for (; ahead_ != nullptr && (*ahead_)[key_position_] == key; ahead_ = cursor_.next(run_))
      group_.push_back(*ahead_);
    hold(group_.size(), group_.capacity() * sizeof(graph::Row));
    return false;
  }

  OperatorPtr left_;
  RowReader reader_;
  ScanSpec spec_;
  ScanCursor cursor_;
  VariableIndex key_;
  graph::Position key_position_;
  JoinKind kind_;
  const graph::Row* ahead_ = nullptr;
  std::vector<graph::Row> group_;
  graph::ValueId group_key_;
  const graph::ValueId* row_ = nullptr;
  std::size_t at_ = 0;
};

} // namespace

OperatorPtr make_merge_join(Run& run, OperatorPtr left, ScanSpec right, VariableIndex key, JoinKind kind) {
  return std::make_unique<MergeJoin>(run, std::move(left), std::move(right), key, kind);
}

} // namespace micrograph::query
