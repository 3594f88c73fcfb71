#pragma once

#include "query/operators/operator.hpp"
#include "query/operators/row_table.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

namespace micrograph::query {

/// The columns of a table of a join: the keys first, then what else there is.
[[nodiscard]] std::vector<VariableIndex> keys_first(const std::vector<VariableIndex>& keys, const std::vector<VariableIndex>& all);

/// A step that holds the rows of its right side against each row of its left one: all of the right side are put into a table when the
/// first row of the left comes, so an empty left side asks nothing of the right.
class TableJoin : public Operator {
public:
  /// What such a step consists of. Without `right` the table is that of another step, which fills it.
  struct Sides {
    OperatorPtr left, right;
    std::shared_ptr<RowTable> table;
  };
  TableJoin(Run& run, Sides sides)
      : Operator(run, sides.left->width()), left_(std::move(sides.left)), right_(std::move(sides.right)), table_(std::move(sides.table)) {}

  [[nodiscard]] std::vector<const Operator*> children() const override { return {left_.get(), right_.get()}; }
  void prepare(const graph::ValueId* outer) override;
  void narrow(std::uint64_t part, std::uint64_t parts) override { left_->narrow(part, parts); }
  void release() override;

protected:
  void start(const graph::ValueId* outer) override;

  /// What the right side is opened with, given what this step is.
  [[nodiscard]] virtual const graph::ValueId* right_outer(const graph::ValueId* outer) { return outer; }
  /// Called before rows come, with how many are estimated. For tables that keep each.
  virtual void expect(double /*rows*/) {}
  /// Puts rows of the right side into the table.
  virtual void take(const Block& rows) = 0;

  /// Copies of both sides: of kind part the left side alone, and the table itself. Absent if a side cannot be copied.
  [[nodiscard]] std::optional<Sides> copy_sides(Run& lane, CopyKind kind);
  [[nodiscard]] Operator& left() { return *left_; }
  [[nodiscard]] RowTable& table() { return *table_; }
  [[nodiscard]] const RowTable& table() const { return *table_; }
  /// Call before the table is looked at.
  void need_table() {
    if (!built_)
      build();
  }

  /// Fills `out` with the rows of the left side that `is_kept` is true of.
  template <typename Predicate> void fill_with(Block& out, const Predicate& is_kept) {
    for (bool more = true; more && !out.full();) {
      const std::size_t from = out.size();
      more = left_->append(out);
      if (out.size() == from)
        return;
      need_table();
      run_.tick();
      out.keep_if(from, is_kept);
    }
  }

private:
  void build();

  OperatorPtr left_, right_;
  std::shared_ptr<RowTable> table_;
  const graph::ValueId* right_outer_ = nullptr;
  bool built_ = false;
};

} // namespace micrograph::query
