#include "query/operators/operators.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace micrograph::query {

namespace {

/// The rows that copies of a Deal share.
struct Dealt {
  std::vector<graph::ValueId> cells;
  std::size_t rows = 0;
};

/// Some of the rows that one thread has found, for another one.
class Hand final : public Operator {
public:
  Hand(Run& run, std::size_t width, std::shared_ptr<const Dealt> dealt)
      : Operator(run, width), dealt_(std::move(dealt)) {}

  std::string describe() const override { return "Hand"; }
  void narrow(std::uint64_t part, std::uint64_t parts) override {
    at_ = dealt_->rows / parts * part + std::min(part, dealt_->rows % parts);
    end_ = dealt_->rows / parts * (part + 1) + std::min(part + 1, dealt_->rows % parts);
  }

protected:
  void start(const graph::ValueId*) override {
    at_ = 0;
    end_ = dealt_->rows;
  }
  void fill(Block& out) override {
    for (; at_ < end_ && !out.full(); ++at_)
      out.add(dealt_->cells.data() + at_ * width());
  }

private:
  std::shared_ptr<const Dealt> dealt_;
  std::size_t at_ = 0, end_ = 0;
};

/// To one thread the rows of `child` and nothing else. For several, one reads them all, and they take turns with these.
class Deal final : public Operator {
public:
  Deal(Run& run, OperatorPtr child) : Operator(run, child->width()), child_(std::move(child)) { starts_parts = true; }

  std::string describe() const override { return "Deal"; }
  std::vector<const Operator*> children() const override { return {child_.get()}; }
  OperatorPtr copy(Run& lane, CopyKind kind) override {
    if (kind == CopyKind::whole)
      return child_->copy(lane, kind);
    return as_copy(std::make_unique<Hand>(lane, width(), dealt_), lane, kind);
  }
  void prepare(const graph::ValueId* outer) override {
    dealt_->cells.clear();
    dealt_->rows = 0;
    child_->open(outer);
    Block block(width());
    block.want(Block::most_rows);
    for (bool more = true; more;) {
      run_.tick();
      block.clear();
      more = child_->append(block);
      if (!block.empty())
        dealt_->cells.insert(dealt_->cells.end(), block.row(0), block.row(0) + block.size() * width());
      dealt_->rows += block.size();
      hold(dealt_->rows, dealt_->cells.capacity() * sizeof(graph::ValueId));
    }
    child_->release();
  }
  void release() override {
    child_->release();
    *dealt_ = {};
    keep(0);
  }

protected:
  void start(const graph::ValueId* outer) override { child_->open(outer); }
  void fill(Block& out) override { child_->append(out); }

private:
  OperatorPtr child_;
  std::shared_ptr<Dealt> dealt_ = std::make_shared<Dealt>();
};

} // namespace

OperatorPtr make_deal(Run& run, OperatorPtr child) { return std::make_unique<Deal>(run, std::move(child)); }

} // namespace micrograph::query
