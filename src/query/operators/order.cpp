#include "query/operators/operators.hpp"

#include "base/free_storage.hpp"

#include <algorithm>
#include <numeric>

namespace micrograph::query {

namespace {

/// Holds all rows, or the `keep` first of them, sorted. Rows that compare equal stay in the order they came.
class OrderBy final : public Operator {
public:
  OrderBy(Run& run, OperatorPtr child, ExpressionRunner conditions, std::vector<bool> descending,
          std::optional<std::uint64_t> keep)
      : Operator(run, child->width()), child_(std::move(child)), conditions_(std::move(conditions)),
        descending_(std::move(descending)), keep_(keep), held_(width()) {}

  std::string describe() const override {
    return keep_ ? "TopK " + std::to_string(*keep_)
                 : "Order (" + std::to_string(descending_.size()) + " conditions)";
  }
  std::vector<const Operator*> children() const override {
    std::vector<const Operator*> out{child_.get()};
    conditions_.add_children(out);
    return out;
  }
  OperatorPtr copy(Run& lane, CopyKind kind) override {
    auto conditions = conditions_.copy(lane);
    OperatorPtr child = conditions && keep_ ? child_->copy(lane, kind) : nullptr;
    if (!child)
      return nullptr;
    return as_copy(std::make_unique<OrderBy>(lane, std::move(child), std::move(*conditions), descending_, keep_), lane, kind);
  }
  void prepare(const graph::ValueId* outer) override { child_->prepare(outer); }
  void narrow(std::uint64_t part, std::uint64_t parts) override { child_->narrow(part, parts); }
  void release() override {
    child_->release();
    free_storage(cells_);
    free_storage(keys_);
    free_storage(order_);
    text_bytes_ = 0;
    keep(0);
  }

protected:
  void start(const graph::ValueId* outer) override {
    child_->open(outer);
    cells_.clear();
    keys_.clear();
    text_bytes_ = 0;
    order_.clear();
    sorted_ = full_ = false;
    at_ = 0;
  }

  void fill(Block& out) override {
    if (!sorted_)
      read_all();
    for (; at_ < order_.size() && !out.full(); ++at_)
      out.add(cells_.data() + order_[at_] * width());
  }

private:
  /// Of a key that was worked out, beside the Value itself.
  static std::uint64_t text_bytes(const Value& key) {
    const SharedTerm* term = key.term();
    return term != nullptr && *term ? sizeof(rdf::Term) + (*term)->value.size() + 32 : 0;
  }

  bool before(std::size_t a, std::size_t b) {
    if ((++compared_ & 4095) == 0)
      run_.tick(); // a sort may take longer than the query is given
    const std::size_t conditions = descending_.size();
    for (std::size_t i = 0; i < conditions; ++i) {
      const int order =
          compare_for_order(keys_[a * conditions + i], keys_[b * conditions + i], conditions_.context());
      if (order != 0)
        return descending_[i] ? order > 0 : order < 0;
    }
    return a < b;
  }

  void read_all() {
    sorted_ = true;
    held_.want(Block::most_rows);
    // Four times as many as are kept, so that sorting them down is paid for by many more new rows; and soon, for then most rows
    // are seen to be too late without being kept.
    const std::size_t most = keep_ && *keep_ < (std::size_t{1} << 23) ? std::max<std::size_t>(*keep_ * 4, 64) : 0;
    for (bool more = true; more;) {
      run_.tick();
      held_.clear();
      more = child_->append(held_);
      for (std::size_t i = 0; i < held_.size(); ++i)
        hold_row(held_.row(i));
      hold(order_.size(), bytes());
      if (most != 0 && order_.size() > most)
        cut();
    }
    child_->release();
    sort();
    if (keep_ && order_.size() > *keep_)
      order_.resize(*keep_);
  }

  std::uint64_t bytes() const {
    return cells_.capacity() * sizeof(graph::ValueId) + keys_.capacity() * sizeof(Value) +
           order_.capacity() * sizeof(std::size_t) + text_bytes_;
  }

  void hold_row(const graph::ValueId* row) {
    const std::size_t conditions = descending_.size();
    std::uint64_t texts = 0;
    for (std::size_t i = 0; i < conditions; ++i)
      texts += text_bytes(keys_.emplace_back(conditions_.value(i, row, width())));
    const std::size_t number = order_.size();
    if (full_ && !before(number, *keep_ - 1)) {
      keys_.resize(number * conditions);
      return;
    }
    text_bytes_ += texts;
    order_.push_back(number);
    cells_.insert(cells_.end(), row, row + width());
  }

  void sort() {
    run_.tick();
    std::sort(order_.begin(), order_.end(), [this](std::size_t a, std::size_t b) { return before(a, b); });
  }

  /// Throws away what cannot be among the kept rows, and numbers the others anew in their order.
  void cut() {
    sort();
    order_.resize(*keep_);
    std::vector<graph::ValueId> cells;
    std::vector<Value> keys;
    for (const std::size_t number : order_) {
      cells.insert(cells.end(), cells_.begin() + static_cast<std::ptrdiff_t>(number * width()),
                   cells_.begin() + static_cast<std::ptrdiff_t>((number + 1) * width()));
      for (std::size_t i = 0; i < descending_.size(); ++i)
        keys.push_back(std::move(keys_[number * descending_.size() + i]));
    }
    cells_ = std::move(cells);
    keys_ = std::move(keys);
    text_bytes_ = 0;
    for (const Value& key : keys_)
      text_bytes_ += text_bytes(key);
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    full_ = *keep_ > 0;
  }

  OperatorPtr child_;
  ExpressionRunner conditions_;
  std::vector<bool> descending_;
  std::optional<std::uint64_t> keep_;
  Block held_;
  std::vector<graph::ValueId> cells_;
  std::vector<Value> keys_; ///< one for each condition and row
  std::vector<std::size_t> order_;
  bool full_ = false; ///< the first `keep` rows held are sorted: what does not come before the last of them is passed over
  std::uint64_t text_bytes_ = 0;
  std::uint32_t compared_ = 0;
  bool sorted_ = false;
  std::size_t at_ = 0;
};

} // namespace

OperatorPtr make_order(Run& run, OperatorPtr child, ExpressionRunner conditions, std::vector<bool> descending,
                       std::optional<std::uint64_t> keep) {
  return std::make_unique<OrderBy>(run, std::move(child), std::move(conditions), std::move(descending), keep);
}

} // namespace micrograph::query
