#include "graph/scan.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace micrograph::graph {

namespace {

bool leads_with_graph(Order order) {
  return order >= Order::gspo;
}

/// A pattern in ranks, with what the default graph means spelt out.
struct RankPattern {
  std::array<std::optional<Rank>, 4> ranks; ///< absent: anything
  bool possible = true;                     ///< false: a bound term does not occur
  bool hide_graph = false;

  [[nodiscard]] bool bound(Position position) const { return ranks[position].has_value(); }
  [[nodiscard]] std::size_t bound_count() const {
    return static_cast<std::size_t>(
        std::count_if(ranks.begin(), ranks.end(), [](auto& rank) { return rank.has_value(); }));
  }
  /// True if the position says nothing about the order of rows.
  [[nodiscard]] bool constant(Position position) const {
    return bound(position) || (hide_graph && position == graph_name);
  }
};

RankPattern in_ranks(const SnapshotData& data, DefaultGraph mode, const Pattern& pattern) {
  const bool default_graph = pattern.scope == GraphScope::default_graph;
  MICROGRAPH_EXPECTS(!default_graph || !pattern.terms[graph_name].defined());
  RankPattern out;
  out.hide_graph = default_graph;
  for (std::size_t position = 0; position < pattern.terms.size(); ++position) {
    if (!pattern.terms[position].defined())
      continue;
    out.ranks[position] = data.ranks.rank(pattern.terms[position]).value_or(0);
    out.possible = out.possible && *out.ranks[position] != 0;
  }
  // Where no quad is in a named graph nothing needs to be left out, and the orders without graph are at hand
  // too.
  const Totals& totals = data.statistics.totals;
  if (default_graph && mode == DefaultGraph::strict && totals.default_graph_quads != totals.quads)
    out.ranks[graph_name] = 0;
  return out;
}

/// True if the answer is one range of rows of the order, found by its first columns.
bool answers(Order order, const RankPattern& pattern) {
  const auto& positions = order_positions[static_cast<std::size_t>(order)];
  const std::size_t bound = pattern.bound_count();
  if (leads_with_graph(order) && !pattern.bound(graph_name))
    return bound == 0 && !pattern.hide_graph; // from the first named graph on
  return std::all_of(positions.begin(), positions.begin() + static_cast<std::ptrdiff_t>(bound),
                     [&](Position position) { return pattern.bound(position); });
}

/// By what the rows of an answer are sorted, constant positions left out.
PositionList row_order(Order order, const RankPattern& pattern) {
  PositionList out;
  for (const Position position : order_positions[static_cast<std::size_t>(order)])
    if (!pattern.constant(position))
      out.add(position);
  return out;
}

/// What is left of a wish for an order when constant and repeated positions are taken out.
PositionList effective(std::span<const Position> sorted_by, const RankPattern& pattern) {
  PositionList out;
  for (const Position position : sorted_by)
    if (!pattern.constant(position))
      out.add(position);
  return out;
}

RowRange rows_of(const Permutation& rows, Order order, const RankPattern& pattern) {
  if (leads_with_graph(order) && !pattern.bound(graph_name))
    return {rows.lower_bound({0, rows.size()}, 0, 1), rows.size()};
  std::array<Rank, 4> prefix{};
  std::size_t length = 0;
  for (const Position position : order_positions[static_cast<std::size_t>(order)]) {
    if (!pattern.bound(position))
      break;
    prefix[length++] = *pattern.ranks[position];
  }
  return rows.range(std::span(prefix).first(length));
}

/// Reads the rows of a plan, a block at a time.
class PlannedScan final : public QuadScan {
public:
  PlannedScan(std::shared_ptr<const SnapshotData> data, const ScanPlan& plan)
      : data_(std::move(data)), plan_(plan), rows_(data_->in(plan.order)), next_(plan.rows.begin) {}

  std::size_t next(std::span<Row> out) override {
    return plan_.skip_default || plan_.merge_graphs ? next_chosen(out) : next_all(out);
  }

private:
  [[nodiscard]] Position position(std::size_t column) const {
    return order_positions[static_cast<std::size_t>(plan_.order)][column];
  }

  /// Copies every row, column by column.
  std::size_t next_all(std::span<Row> out) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), plan_.rows.end - next_));
    for (std::size_t column = 0; column < 4; ++column) {
      const Position to = position(column);
      const bool hidden = to == graph_name && plan_.hide_graph;
      for (std::size_t i = 0; i < count; ++i)
        out[i][to] = hidden ? undefined : data_->ranks.id(rows_.at(next_ + i, column));
    }
    next_ += count;
    return count;
  }

  std::size_t next_chosen(std::span<Row> out) {
    std::size_t count = 0;
    for (; count < out.size() && next_ < plan_.rows.end; ++next_) {
      if (passed_over(next_))
        continue;
      for (std::size_t column = 0; column < 4; ++column) {
        const Position to = position(column);
        out[count][to] =
            to == graph_name && plan_.hide_graph ? undefined : data_->ranks.id(rows_.at(next_, column));
      }
      ++count;
    }
    return count;
  }

  /// Both need the graph in the last column, where plan_scan has put it.
  [[nodiscard]] bool passed_over(std::uint64_t row) const {
    if (plan_.skip_default)
      return rows_.at(row, 3) == 0;
    if (row == plan_.rows.begin)
      return false;
    for (std::size_t column = 0; column < 3; ++column)
      if (rows_.at(row, column) != rows_.at(row - 1, column))
        return false;
    return true;
  }

  std::shared_ptr<const SnapshotData> data_;
  ScanPlan plan_;
  const Permutation& rows_;
  std::uint64_t next_;
};

} // namespace

ScanPlan plan_scan(const SnapshotData& data, DefaultGraph mode, const Pattern& pattern,
                   std::span<const Position> sorted_by) {
  const RankPattern wanted = in_ranks(data, mode, pattern);
  const PositionList wish = effective(sorted_by, wanted);
  std::optional<Order> chosen;
  for (std::size_t number = 0; number < order_count; ++number) {
    const auto order = static_cast<Order>(number);
    if (!answers(order, wanted))
      continue;
    if (row_order(order, wanted).starts_with(wish)) {
      chosen = order;
      break;
    }
    if (!chosen)
      chosen = order;
  }
  MICROGRAPH_ENSURES(chosen.has_value());

  const Totals& totals = data.statistics.totals;
  ScanPlan plan;
  plan.order = *chosen;
  plan.hide_graph = wanted.hide_graph;
  const bool one_graph = wanted.bound(graph_name);
  plan.skip_default =
      !plan.hide_graph && !one_graph && !leads_with_graph(plan.order) && totals.default_graph_quads > 0;
  plan.merge_graphs = plan.hide_graph && !one_graph && totals.triples != totals.quads;
  plan.sorted = row_order(plan.order, wanted);
  if (wanted.possible)
    plan.rows = rows_of(data.in(plan.order), plan.order, wanted);
  return plan;
}

bool keeps_order(const ScanPlan& plan, const Pattern& pattern, std::span<const Position> sorted_by) {
  RankPattern bound;
  bound.hide_graph = plan.hide_graph;
  for (std::size_t position = 0; position < pattern.terms.size(); ++position)
    if (pattern.terms[position].defined())
      bound.ranks[position] = 0;
  return plan.sorted.starts_with(effective(sorted_by, bound));
}

std::unique_ptr<QuadScan> make_scan(std::shared_ptr<const SnapshotData> data, const ScanPlan& plan) {
  return std::make_unique<PlannedScan>(std::move(data), plan);
}

} // namespace micrograph::graph
