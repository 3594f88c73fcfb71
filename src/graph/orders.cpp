#include "graph/orders.hpp"

#include "graph/characteristic_sets.hpp"
#include "graph/row_sort.hpp"
#include "graph/run_both.hpp"

#include <algorithm>
#include <utility>

namespace micrograph::graph {

namespace {

/// The number of a rank in a small sorted list; neighbouring rows tend to ask for the same.
class Numbering {
public:
  explicit Numbering(const std::vector<Rank>& ranks) : ranks_(ranks) {}
  [[nodiscard]] std::uint32_t operator()(Rank rank) {
    if (last_ >= ranks_.size() || ranks_[last_] != rank)
      last_ = static_cast<std::size_t>(std::lower_bound(ranks_.begin(), ranks_.end(), rank) - ranks_.begin());
    return static_cast<std::uint32_t>(last_);
  }

private:
  const std::vector<Rank>& ranks_;
  std::size_t last_ = 0;
};

class OrderBuilder {
public:
  OrderBuilder(Merged&& merged, SpoolSpace& space)
      : merged_(std::move(merged)), space_(space) {
    for (const Rank rank : merged_.predicates)
      out_.predicates.push_back({.predicate = rank});
    for (const Rank rank : merged_.graphs)
      out_.graphs.push_back({.graph = rank});
  }

  BuiltOrders run(unsigned threads) {
    const RowSpool spog = number_rows();
    // Both sides read SPOG; each writes only what is its own.
    run_both(
        threads, [&] { orders_by_object(spog); }, [&] { orders_by_subject(spog); });
    out_.totals.quads = spog.size();
    out_.totals.predicates = out_.predicates.size();
    for (const PredicateCounts& counts : out_.predicates)
      out_.totals.triples += counts.triples;
    const bool any_default = !out_.graphs.empty() && out_.graphs.front().graph == 0;
    out_.totals.default_graph_quads = any_default ? out_.graphs.front().quads : 0;
    out_.totals.graphs = out_.graphs.size() - any_default;
    return std::move(out_);
  }

private:
  /// Rows whose predicates and graphs are numbers in their domains.
  RowSpool number_rows() {
    RowSpool rows(space_);
    Numbering predicates(merged_.predicates), graphs(merged_.graphs);
    std::vector<SpooledRow> pending;
    merged_.rows.for_each_chunk([&](std::span<const SpooledRow> chunk) {
      pending.assign(chunk.begin(), chunk.end());
      for (SpooledRow& row : pending) {
        row[predicate] = predicates(row[predicate]);
        row[graph_name] = graphs(row[graph_name]);
        ++out_.graphs[row[graph_name]].quads;
      }
      rows.append(pending);
    });
    rows.freeze();
    merged_.rows = RowSpool(space_); // gives its room back
    return rows;
  }

  [[nodiscard]] RowSpool by_predicate(const RowSpool& rows) const {
    return stable_sort_by(rows, predicate, static_cast<Rank>(out_.predicates.size()), space_);
  }
  [[nodiscard]] RowSpool by_graph(const RowSpool& rows) const {
    return stable_sort_by(rows, graph_name, static_cast<Rank>(out_.graphs.size()), space_);
  }
  [[nodiscard]] bool graphs_differ() const { return out_.graphs.size() > 1; }

  /// Packs rows that are in this order, and shows each to `see` with the first column that changes.
  template <typename See> void pack(Order order, const RowSpool& rows, const See& see) {
    const auto number = static_cast<std::size_t>(order);
    PackedTable& table = out_.tables[number].emplace(space_);
    const auto& positions = order_positions[number];
    RunCounter runs;
    rows.for_each_chunk([&](std::span<const SpooledRow> chunk) {
      for (const SpooledRow& from : chunk) {
        const PackedRow row{from[positions[0]], from[positions[1]], from[positions[2]], from[positions[3]]};
        table.add(row);
        see(row, runs.add(row));
      }
    });
    table.finish();
  }
  void pack(Order order, const RowSpool& rows) {
    pack(order, rows, [](const PackedRow&, std::size_t) {});
  }

  void orders_by_subject(const RowSpool& spog) {
    CharacteristicSetCounter sets;
    std::uint64_t subjects = 0;
    pack(Order::spog, spog, [&](const PackedRow& row, std::size_t changed) {
      subjects += changed < 1;
      if (changed < 3)
        sets.add(row[0], row[1]);
    });
    out_.totals.subjects = subjects;
    out_.characteristic_sets = sets.finish();
    if (graphs_differ())
      pack(Order::gspo, by_graph(spog));
    std::vector<std::uint64_t> counts(out_.predicates.size());
    pack(Order::psog, by_predicate(spog),
         [&](const PackedRow& row, std::size_t changed) { counts[row[0]] += changed < 2; });
    for (std::size_t i = 0; i < counts.size(); ++i)
      out_.predicates[i].subjects = counts[i];
  }

  void orders_by_object(const RowSpool& spog) {
    const RowSpool ospg = stable_sort_by(spog, object, static_cast<Rank>(merged_.ranks), space_);
    std::uint64_t objects = 0;
    pack(Order::ospg, ospg, [&](const PackedRow&, std::size_t changed) { objects += changed < 1; });
    out_.totals.objects = objects;
    if (graphs_differ())
      pack(Order::gosp, by_graph(ospg));
    const RowSpool posg = by_predicate(ospg);
    std::vector<PredicateCounts> counts(out_.predicates.size());
    pack(Order::posg, posg, [&](const PackedRow& row, std::size_t changed) {
      PredicateCounts& of = counts[row[0]];
      ++of.quads;
      of.triples += changed < 3;
      of.objects += changed < 2;
    });
    if (graphs_differ())
      pack(Order::gpos, by_graph(posg));
    for (std::size_t i = 0; i < counts.size(); ++i) {
      out_.predicates[i].quads = counts[i].quads;
      out_.predicates[i].triples = counts[i].triples;
      out_.predicates[i].objects = counts[i].objects;
    }
  }

  Merged merged_;
  SpoolSpace& space_;
  BuiltOrders out_;
};

} // namespace

BuiltOrders build_orders(Merged&& merged, SpoolSpace& space, unsigned threads) {
  return OrderBuilder(std::move(merged), space).run(threads);
}

} // namespace micrograph::graph
