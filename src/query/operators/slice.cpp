#include "query/operators/operators.hpp"

namespace micrograph::query {

namespace {

class Slice final : public Operator {
public:
  Slice(Run& run, OperatorPtr child, std::uint64_t offset, std::optional<std::uint64_t> limit)
      : Operator(run, child->width()), child_(std::move(child)), reader_(*child_), offset_(offset),
        limit_(limit) {}

  std::string describe() const override {
    return "Slice" + (offset_ ? " offset " + std::to_string(offset_) : std::string()) +
           (limit_ ? " limit " + std::to_string(*limit_) : std::string());
  }
  std::vector<const Operator*> children() const override { return {child_.get()}; }

protected:
  void start(const graph::ValueId* outer) override {
    given_ = 0;
    skipped_ = 0;
    if (limit_ != 0u)
      child_->open(outer);
    reader_.restart();
  }
  void fill(Block& out) override {
    while (!out.full() && (!limit_ || given_ < *limit_)) {
      const graph::ValueId* row = reader_.next();
      if (row == nullptr)
        return;
      if (skipped_ < offset_) {
        ++skipped_;
        continue;
      }
      out.add(row);
      ++given_;
    }
  }

private:
  OperatorPtr child_;
  RowReader reader_;
  std::uint64_t offset_;
  std::optional<std::uint64_t> limit_;
  std::uint64_t given_ = 0, skipped_ = 0;
};

} // namespace

OperatorPtr make_slice(Run& run, OperatorPtr child, std::uint64_t offset,
                       std::optional<std::uint64_t> limit) {
  return std::make_unique<Slice>(run, std::move(child), offset, limit);
}

} // namespace micrograph::query
