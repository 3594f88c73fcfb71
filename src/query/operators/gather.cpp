#include "query/operators/operators.hpp"

#include <atomic>
#include <utility>

namespace micrograph::query {

namespace {

/// Several threads find the rows, each those of some parts; they come in the order in which one thread would find them.
/// Where parts turn out too large to be held, they are read one after the other instead.
class Gather final : public Operator {
public:
  Gather(Run& run, OperatorPtr child, std::unique_ptr<Parts> parts)
      : Operator(run, child->width()), child_(std::move(child)), found_(parts->size()), parts_(std::move(parts)) {}

  std::string describe() const override {
    return "Gather " + std::to_string(parts_->size()) + " parts, " + std::to_string(parts_->lanes()) + " threads";
  }
  std::vector<const Operator*> children() const override { return {child_.get()}; }

protected:
  void start(const graph::ValueId* outer) override {
    parts_->stop();
    for (Found& found : found_)
      drop(found);
    now_ = nullptr;
    own_ = nullptr;
    parts_->start(outer, [this](std::size_t lane, Operator& step, std::uint64_t part) {
      return read(parts_->run(lane), step, found_[part]);
    }, Parts::FirstPart::reader);
  }

  void fill(Block& out) override {
    while (!out.full()) {
      if (own_ != nullptr) {
        read_own(out);
        continue;
      }
      if (now_ == nullptr) {
        const auto turn = parts_->take_or_read();
        if (!turn)
          return;
        own_ = turn->own;
        if (own_ != nullptr)
          continue;
        now_ = &found_[turn->part];
        block_ = row_ = 0;
        most_bytes = std::max(most_bytes, now_->bytes);
      }
      if (block_ == now_->blocks.size()) {
        drop(*now_);
        now_ = nullptr;
        continue;
      }
      const Block& block = now_->blocks[block_];
      for (; row_ < block.size() && !out.full(); ++row_)
        out.add(block.row(row_));
      if (row_ == block.size()) {
        ++block_;
        row_ = 0;
      }
    }
  }

private:
  /// The rows of one part.
  struct Found {
    std::vector<Block> blocks;
    std::uint64_t bytes = 0;
  };

  /// A part that no other thread has begun: its rows are handed on as they come.
  void read_own(Block& out) {
    run_.tick();
    try {
      if (!own_->append(out))
        own_ = nullptr;
    } catch (const LaneStopped&) {
      (void)parts_->take(); // throws what stopped it
    }
  }

  /// In the thread of the lane. False if there is no room for the part.
  [[nodiscard]] bool read(Run& lane, Operator& step, Found& found) {
    for (bool more = true; more;) {
      lane.tick();
      Block block(width());
      block.want(Block::most_rows);
      more = step.append(block);
      if (block.empty())
        return true;
      found.blocks.push_back(std::move(block));
      const std::uint64_t bytes = found.blocks.size() * Block::most_rows * width() * sizeof(graph::ValueId);
      const bool fits = lane.account(found.bytes, bytes);
      const std::uint64_t held = held_.fetch_add(bytes - found.bytes) + bytes - found.bytes;
      found.bytes = bytes;
      if (!fits || held > lane.options.most_bytes_ahead) {
        drop(found);
        return false;
      }
    }
    return true;
  }

  void drop(Found& found) {
    (void)run_.account(found.bytes, 0); // always fits
    held_ -= found.bytes;
    found = {};
  }

  OperatorPtr child_; ///< the original, which is not opened itself
  std::vector<Found> found_; ///< by part
  std::unique_ptr<Parts> parts_;
  std::atomic<std::uint64_t> held_{0}; ///< bytes, by all parts
  Operator* own_ = nullptr;  ///< the part being handed on is read from here,
  Found* now_ = nullptr;     ///< or lies here
  std::size_t block_ = 0, row_ = 0;
};

} // namespace

OperatorPtr make_gather(Run& run, OperatorPtr child, std::unique_ptr<Parts> parts) {
  return std::make_unique<Gather>(run, std::move(child), std::move(parts));
}

} // namespace micrograph::query
