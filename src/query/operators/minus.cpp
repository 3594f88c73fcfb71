#include "query/operators/operators.hpp"
#include "query/operators/table_join.hpp"

#include <algorithm>

namespace micrograph::query {

namespace {

class Minus final : public TableJoin {
public:
  Minus(Run& run, Sides sides, std::vector<VariableIndex> kept)
      : TableJoin(run, std::move(sides)), kept_(std::move(kept)), base_(width()) {}

  std::string describe() const override { return "Minus"; }
  OperatorPtr copy(Run& lane, CopyKind kind) override {
    auto sides = copy_sides(lane, kind);
    return sides ? as_copy(std::make_unique<Minus>(lane, std::move(*sides), kept_), lane, kind) : nullptr;
  }

protected:
  const graph::ValueId* right_outer(const graph::ValueId* outer) override {
    std::fill(base_.begin(), base_.end(), graph::undefined);
    for (const VariableIndex variable : kept_)
      base_[variable] = outer[variable];
    return base_.data();
  }
  void take(const Block& rows) override {
    std::uint32_t number = 0; // of no interest
    const bool keys_are_all = table().key_count() == table().columns().size();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (keys_are_all)
        table().add_if_new(rows.row(i), number);
      else
        table().add(rows.row(i));
    }
  }
  void fill(Block& out) override {
    fill_with(out, [this](const graph::ValueId* row) { return !removed(row); });
  }

private:
  bool removed(const graph::ValueId* row) {
    const auto& columns = table().columns();
    for (std::uint32_t at = table().find(row); at != RowTable::none; at = table().next(at)) {
      const graph::ValueId* other = table().row(at);
      bool compatible = true;
      bool share = table().key_count() != 0;
      for (std::size_t i = table().key_count(); i < columns.size() && compatible; ++i) {
        const graph::ValueId mine = row[columns[i]];
        if (!mine.defined() || !other[i].defined())
          continue;
        compatible = mine == other[i];
        share = true;
      }
      if (compatible && share)
        return true;
    }
    return false;
  }

  std::vector<VariableIndex> kept_; ///< variables that the right side is opened with
  std::vector<graph::ValueId> base_;
};

} // namespace

OperatorPtr make_minus(Run& run, OperatorPtr left, OperatorPtr right, std::vector<VariableIndex> shared,
                       std::vector<VariableIndex> keys, std::vector<VariableIndex> kept) {
  auto table = std::make_shared<RowTable>(keys_first(keys, shared), keys.size());
  return std::make_unique<Minus>(run, TableJoin::Sides{std::move(left), std::move(right), std::move(table)}, std::move(kept));
}

} // namespace micrograph::query
