#include "base/error.hpp"
#include "query/operators/group_table.hpp"
#include "query/operators/operators.hpp"

#include <optional>
#include <utility>

namespace micrograph::query {

namespace {

class Group final : public Operator {
public:
  Group(Run& run, OperatorPtr child, GroupSpec spec, std::unique_ptr<Parts> parts)
      : Operator(run, child->width()), child_(std::move(child)), spec_(std::move(spec)),
        expressions_{std::move(spec_.key_values), std::move(spec_.arguments)}, groups_(spec_), parts_(std::move(parts)) {
    for (std::size_t lane = 0; parts_ && lane < parts_->lanes(); ++lane) {
      auto keys = expressions_.keys.copy(parts_->run(lane)), arguments = expressions_.arguments.copy(parts_->run(lane));
      MICROGRAPH_EXPECTS(keys && arguments);
      of_lanes_.push_back({std::move(*keys), std::move(*arguments)});
    }
  }

  std::string describe() const override {
    return "Group by " + std::to_string(spec_.keys.size()) + " keys, " +
           std::to_string(spec_.aggregates.size()) + " aggregates" +
           (parts_ ? ", in " + std::to_string(parts_->size()) + " parts by " + std::to_string(parts_->lanes()) + " threads"
                   : std::string());
  }
  std::vector<const Operator*> children() const override {
    std::vector<const Operator*> out{child_.get()};
    expressions_.keys.add_children(out);
    expressions_.arguments.add_children(out);
    return out;
  }

  void release() override {
    child_->release();
    groups_ = GroupTable(spec_);
    at_ = groups_.size();
    keep(0);
  }

protected:
  void start(const graph::ValueId* outer) override {
    if (parts_)
      parts_->stop();
    else
      child_->open(outer);
    outer_ = outer;
    groups_.clear();
    done_ = false;
    at_ = 0;
  }

  void fill(Block& out) override {
    if (!std::exchange(done_, true))
      parts_ ? read_parts() : read_all();
    for (; at_ < groups_.size() && !out.full(); ++at_)
      groups_.write(at_, out.add(outer_), run_);
  }

private:
  /// True if nothing but the number of rows is asked for.
  bool only_counts_rows() const {
    for (const GroupSpec::Column& column : spec_.aggregates)
      if (column.aggregate.argument || column.aggregate.distinct)
        return false;
    return spec_.keys.empty();
  }

  void read_all() {
    if (const auto known = only_counts_rows() ? child_->count() : std::nullopt) {
      groups_.add_rows(*known);
      return;
    }
    Block block(width());
    block.want(Block::most_rows);
    for (bool more = true; more;) {
      run_.tick();
      more = take_block(*child_, block, groups_, expressions_, run_);
      hold(groups_.size(), groups_.bytes());
    }
    child_->release();
  }

  /// Each part has groups of its own, which are put together in the order of the parts: the first row of a group is the
  /// same as with one thread.
  void read_parts() {
    std::vector<std::optional<GroupTable>> found(parts_->size());
    parts_->start(outer_, [&](std::size_t lane, Operator& step, std::uint64_t part) {
      read_part(parts_->run(lane), step, found[part].emplace(spec_), of_lanes_[lane]);
      return true;
    });
    try {
      while (const auto part = parts_->take()) {
        run_.tick();
        (void)run_.account(found[*part]->bytes(), 0); // always fits
        groups_.merge(std::move(*found[*part]), width(), run_);
        found[*part].reset();
        hold(groups_.size(), groups_.bytes());
      }
    } catch (...) {
      parts_->stop(); // before what the threads write to is gone
      throw;
    }
  }

  /// In the thread of the lane.
  void read_part(Run& lane, Operator& step, GroupTable& groups, GroupExpressions& expressions) const {
    Block block(width());
    block.want(Block::most_rows);
    std::uint64_t held = 0;
    for (bool more = true; more;) {
      lane.tick();
      more = take_block(step, block, groups, expressions, lane);
      lane.hold(groups.size());
      const std::uint64_t bytes = groups.bytes();
      if (!lane.account(held, bytes))
        lane.fail_memory(describe(), bytes);
      held = bytes;
    }
  }

  /// False if no rows are left.
  bool take_block(Operator& from, Block& block, GroupTable& groups, GroupExpressions& expressions, Run& run) const {
    block.clear();
    const bool more = from.append(block);
    if (only_counts_rows())
      groups.add_rows(block.size());
    else
      for (std::size_t i = 0; i < block.size(); ++i)
        groups.add_row(block.row(i), width(), expressions, run);
    return more;
  }

  OperatorPtr child_; ///< with parts their original, which is not opened itself
  GroupSpec spec_;
  GroupExpressions expressions_;
  GroupTable groups_;
  std::vector<GroupExpressions> of_lanes_; ///< by lane of the parts
  std::unique_ptr<Parts> parts_;           ///< or null; after what its threads work with
  const graph::ValueId* outer_ = nullptr;
  bool done_ = false;
  std::size_t at_ = 0;
};

} // namespace

OperatorPtr make_group(Run& run, OperatorPtr child, GroupSpec spec, std::unique_ptr<Parts> parts) {
  return std::make_unique<Group>(run, std::move(child), std::move(spec), std::move(parts));
}

} // namespace micrograph::query
