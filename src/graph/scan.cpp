#include "graph/scan.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

namespace micrograph::graph {

namespace {

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

/// The columns of the rows at hand, as the numbers that stand in them; only those that are asked for.
class RowWindow {
public:
  explicit RowWindow(const Permutation& order) : order_(order) {}

  /// Moves to the rows [begin, end) of one block and reads these columns.
  void load(std::uint64_t begin, std::uint64_t end, std::span<const std::size_t> columns) {
    // Unpacking a block costs about as much as reading so many rows one by one, and most look-ups of a nested
    // loop are after a handful.
    constexpr std::uint64_t worth_unpacking = 48;
    block_ = order_.rows().block(begin / packed_block_rows);
    const auto first = static_cast<std::size_t>(begin % packed_block_rows);
    const auto count = static_cast<std::size_t>(end - begin);
    for (const std::size_t column : columns) {
      const std::size_t stored = order_.stored(column);
      if (count >= worth_unpacking)
        block_.unpack(stored, numbers_[column]);
      else
        for (std::size_t i = first; i < first + count; ++i)
          numbers_[column][i] = block_.at(stored, i);
    }
  }
  [[nodiscard]] std::uint32_t number(std::size_t column, std::uint64_t row) const {
    return numbers_[column][row % packed_block_rows];
  }

  /// Writes the ids of `rows.size()` rows from `first` on at one position.
  void copy_ids(std::size_t column, std::uint64_t first, const RankTable& ranks, Position to,
                std::span<Row> rows) const {
    const std::uint32_t* const from = &numbers_[column][first % packed_block_rows];
    if (const Domain* const domain = order_.domain(column)) {
      for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i][to] = domain->id(from[i]);
      return;
    }
    if (block_.most(order_.stored(column)) <= ranks.terms()) {
      // Nothing but terms and no term, and a term's id is its rank less one, with the tag.
      for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i][to] = from[i] == 0 ? undefined : ValueId(Tag::vocabulary, from[i] - 1);
      return;
    }
    for (std::size_t i = 0; i < rows.size(); ++i)
      rows[i][to] = ranks.id(from[i]);
  }

private:
  const Permutation& order_;
  PackedRows::Block block_;
  std::array<std::array<std::uint32_t, packed_block_rows>, 4> numbers_;
};

/// Reads the rows of a plan, a block at a time.
class PlannedScan final : public QuadScan {
public:
  PlannedScan(std::shared_ptr<const SnapshotData> data, const ScanPlan& plan)
      : data_(std::move(data)), plan_(plan), window_(data_->in(plan.order)), next_(plan.rows.begin),
        loaded_(plan.rows.begin) {
    const bool chooses = plan_.skip_default || plan_.merge_graphs;
    for (std::size_t column = 0; column < 4; ++column) {
      const Position to = position(column);
      const bool is_constant = plan_.constant[to].defined() || (to == graph_name && plan_.hide_graph);
      if (!plan_.unread[to])
        (is_constant ? constant_ : shown_)[column] = true;
      if (shown_[column] || chooses)
        columns_[column_count_++] = column;
    }
  }

  std::size_t next(std::span<Row> out) override {
    const bool chooses = plan_.skip_default || plan_.merge_graphs;
    std::size_t count = 0;
    while (count < out.size() && next_ < plan_.rows.end) {
      if (next_ == loaded_)
        load();
      const std::span<Row> free = out.subspan(count);
      count += chooses ? take_chosen(free) : take_all(free);
    }
    return count;
  }

  [[nodiscard]] std::optional<std::uint64_t> remaining() const override {
    const bool all = next_ == 0 && plan_.rows.size() == data_->in(plan_.order).size();
    if (plan_.merge_graphs && all)
      return data_->statistics.totals.triples;
    if (plan_.skip_default || plan_.merge_graphs)
      return std::nullopt;
    return plan_.rows.end - next_;
  }

  [[nodiscard]] bool counts_runs(Position wanted) const override {
    return !plan_.skip_default && !plan_.merge_graphs && !plan_.sorted.empty() && plan_.sorted.front() == wanted;
  }
  RowRun next_run(Position wanted) override {
    if (next_ == plan_.rows.end)
      return {};
    const std::size_t column = column_of(wanted);
    const Permutation& order = data_->in(plan_.order);
    const std::uint64_t first = next_;
    const std::uint64_t block_end = std::min((first / packed_block_rows + 1) * packed_block_rows, plan_.rows.end);
    if (first >= loaded_) {
      window_.load(first, block_end, std::span(&column, 1));
      loaded_ = block_end;
    }
    const std::uint32_t number = window_.number(column, first);
    while (next_ < loaded_ && window_.number(column, next_) == number)
      ++next_;
    const Rank rank = order.at(first, column);
    if (next_ == loaded_ && next_ < plan_.rows.end)
      next_ = order.lower_bound({next_, plan_.rows.end}, column, rank + 1);
    loaded_ = std::max(loaded_, std::min(next_, block_end));
    return {data_->ranks.id(rank), next_ - first};
  }

  void seek(Position wanted, ValueId least) override {
    if (plan_.sorted.empty() || plan_.sorted.front() != wanted || next_ == plan_.rows.end)
      return;
    const std::uint64_t rank = data_->ranks.lower_bound(least);
    next_ = rank >= data_->ranks.size()
                ? plan_.rows.end
                : data_->in(plan_.order).lower_bound({next_, plan_.rows.end}, column_of(wanted), static_cast<Rank>(rank));
    loaded_ = std::max(loaded_, next_);
  }

  bool narrow(std::uint64_t part, std::uint64_t parts, std::optional<Position> whole_runs) override {
    MICROGRAPH_EXPECTS(part < parts && next_ == plan_.rows.begin);
    const RowRange whole = plan_.rows;
    plan_.rows = {boundary(whole, part, parts, whole_runs), boundary(whole, part + 1, parts, whole_runs)};
    next_ = loaded_ = plan_.rows.begin;
    return true;
  }

private:
  [[nodiscard]] std::size_t column_of(Position wanted) const {
    std::size_t column = 0;
    while (position(column) != wanted)
      ++column;
    return column;
  }

  /// Where a part begins: at a block, since half a block costs as much to unpack as a whole one, but not within rows that
  /// belong together.
  [[nodiscard]] std::uint64_t boundary(const RowRange& whole, std::uint64_t part, std::uint64_t parts,
                                       std::optional<Position> whole_runs) const {
    const std::uint64_t share = whole.size() / parts, rest = whole.size() % parts;
    const std::uint64_t even = whole.begin + share * part + std::min(part, rest);
    const std::uint64_t row = even / packed_block_rows * packed_block_rows;
    if (part == parts)
      return whole.end;
    if (row <= whole.begin)
      return whole.begin;
    const Permutation& order = data_->in(plan_.order);
    if (whole_runs && !plan_.sorted.empty() && plan_.sorted.front() == *whole_runs) {
      const std::size_t column = column_of(*whole_runs);
      return order.lower_bound({row, whole.end}, column, order.at(row - 1, column) + 1);
    }
    if (!plan_.merge_graphs)
      return row;
    const auto before = order.rows().block((row - 1) / packed_block_rows);
    PackedRow last{};
    for (std::size_t column = 0; column < 3; ++column)
      last[column] = before.at(column, (row - 1) % packed_block_rows);
    return std::min(whole.end, order.rows().range(std::span(last).first(3)).second);
  }
  [[nodiscard]] Position position(std::size_t column) const {
    return order_positions[static_cast<std::size_t>(plan_.order)][column];
  }

  /// The rest of the block that the next row is in.
  void load() {
    const std::uint64_t block_end = (next_ / packed_block_rows + 1) * packed_block_rows;
    loaded_ = std::min(block_end, plan_.rows.end);
    window_.load(next_, loaded_, std::span(columns_).first(column_count_));
  }

  /// The same rows for all columns: those from `first` on.
  void copy(std::uint64_t first, std::span<Row> out) const {
    for (std::size_t column = 0; column < 4; ++column) {
      const Position to = position(column);
      if (shown_[column])
        window_.copy_ids(column, first, data_->ranks, to, out);
      else if (constant_[column])
        for (Row& row : out)
          row[to] = plan_.constant[to];
    }
  }

  std::size_t take_all(std::span<Row> out) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), loaded_ - next_));
    copy(next_, out.first(count));
    next_ += count;
    return count;
  }

  std::size_t take_chosen(std::span<Row> out) {
    // A statement may stand in as many graphs as there are sources: the name of a common method, a quantity. From so
    // many on, finding the end of its rows is cheaper than walking there.
    constexpr std::size_t worth_a_search = 32;
    std::size_t count = 0, repeats = 0;
    while (count < out.size() && next_ < loaded_) {
      if (!passed_over(next_)) {
        copy(next_, out.subspan(count++, 1));
        repeats = 0;
      } else if (plan_.merge_graphs && ++repeats == worth_a_search) {
        next_ = data_->in(plan_.order).rows().range(last_).second;
        loaded_ = std::max(loaded_, next_);
        repeats = 0;
        continue;
      }
      ++next_;
    }
    return count;
  }

  /// Both need the graph in the last column, where plan_scan has put it.
  [[nodiscard]] bool passed_over(std::uint64_t row) {
    if (plan_.skip_default)
      return data_->in(plan_.order).domain(3)->rank(window_.number(3, row)) == 0;
    const std::array<std::uint32_t, 3> triple{window_.number(0, row), window_.number(1, row),
                                              window_.number(2, row)};
    const bool repeated = row != plan_.rows.begin && triple == last_;
    last_ = triple;
    return repeated;
  }

  std::shared_ptr<const SnapshotData> data_;
  ScanPlan plan_;
  RowWindow window_;
  std::uint64_t next_;   ///< the next row to be given
  std::uint64_t loaded_; ///< the end of the rows in the window
  std::array<bool, 4> shown_{};    ///< columns that rows have something of
  std::array<bool, 4> constant_{}; ///< columns that are the same in all rows
  std::array<std::size_t, 4> columns_{};
  std::size_t column_count_ = 0;
  std::array<std::uint32_t, 3> last_{};
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
  plan.constant = pattern.terms;
  plan.unread = pattern.unread;
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
