#include "graph/dictionary.hpp"
#include "graph/quad_columns.hpp"
#include "graph/snapshot.hpp"
#include "graph/snapshot_data.hpp"
#include "graph/term_collector.hpp"

#include <cstdint>
#include <utility>

namespace micrograph::graph {

namespace {

/// The arrays of a snapshot made in memory.
struct OwnedArrays {
  DictionaryEncoder dictionary;
  std::vector<std::byte> qualifiers;
  std::vector<std::uint64_t> values;
  std::array<QuadColumns, order_count> columns; ///< by Order, each by Position
  CountedStatistics statistics;

  [[nodiscard]] Permutation permutation(Order order) const {
    Permutation::Columns views;
    for (std::size_t column = 0; column < views.size(); ++column) {
      const auto number = static_cast<std::size_t>(order);
      views[column] = columns[number][order_positions[number][column]];
    }
    return Permutation(views);
  }

  [[nodiscard]] SnapshotParts parts() {
    SnapshotParts out;
    out.dictionary = {dictionary.terms(), dictionary.keys(), dictionary.block_offsets(), qualifiers};
    out.values = values;
    for (std::size_t order = 0; order < order_count; ++order)
      out.columns[order] = permutation(static_cast<Order>(order)).columns();
    out.totals = statistics.totals;
    out.predicates = statistics.predicates;
    return out;
  }
};

/// All orders out of rows in any order. Since sorting is stable, each order is one sort away from another:
/// sorted by object, SPOG becomes OSPG, and that sorted by predicate becomes POSG.
void sort_all(QuadColumns rows, std::uint64_t ranks, std::array<QuadColumns, order_count>& out) {
  for (const Position position : {graph_name, object, predicate, subject})
    rows = stable_sort_by(rows, position, ranks);
  drop_repeated_rows(rows);
  const auto in = [&out](Order order) -> QuadColumns& { return out[static_cast<std::size_t>(order)]; };
  in(Order::spog) = std::move(rows);
  in(Order::ospg) = stable_sort_by(in(Order::spog), object, ranks);
  in(Order::posg) = stable_sort_by(in(Order::ospg), predicate, ranks);
  in(Order::psog) = stable_sort_by(in(Order::spog), predicate, ranks);
  in(Order::gspo) = stable_sort_by(in(Order::spog), graph_name, ranks);
  in(Order::gosp) = stable_sort_by(in(Order::ospg), graph_name, ranks);
  in(Order::gpos) = stable_sort_by(in(Order::posg), graph_name, ranks);
}

} // namespace

struct SnapshotBuilder::State {
  TermCollector terms;
  std::array<std::vector<TermCollector::Handle>, 4> quads; ///< by Position
};

SnapshotBuilder::SnapshotBuilder() : state_(std::make_unique<State>()) {}
SnapshotBuilder::~SnapshotBuilder() = default;

void SnapshotBuilder::statement(const rdf::QuadView& quad) {
  State& state = *state_;
  // All four before the first is kept, so that running out of handles leaves whole rows.
  const std::array<TermCollector::Handle, 4> handles{
      state.terms.add(quad.subject, subject), state.terms.add(quad.predicate, predicate),
      state.terms.add(quad.object, object), state.terms.add(quad.graph, graph_name)};
  for (std::size_t position = 0; position < handles.size(); ++position)
    state.quads[position].push_back(handles[position]);
}

std::shared_ptr<const Snapshot> SnapshotBuilder::build(DefaultGraph mode) {
  const std::unique_ptr<State> state = std::exchange(state_, std::make_unique<State>());
  auto arrays = std::make_shared<OwnedArrays>();
  auto ranked = state->terms.rank_all();
  for (const auto handle : ranked.term_order)
    arrays->dictionary.add(state->terms.key(handle));
  arrays->dictionary.finish();
  arrays->qualifiers = QualifierTable(std::move(ranked.qualifiers)).bytes();
  arrays->values = std::move(ranked.values);

  QuadColumns rows;
  for (std::size_t position = 0; position < rows.size(); ++position) {
    rows[position].reserve(state->quads[position].size());
    for (const auto handle : state->quads[position])
      rows[position].push_back(ranked.rank(handle));
    state->quads[position] = {};
  }
  const RankTable table(static_cast<std::uint32_t>(arrays->dictionary.terms()), arrays->values);
  sort_all(std::move(rows), table.size(), arrays->columns);
  arrays->statistics = count({.posg = arrays->permutation(Order::posg),
                              .psog = arrays->permutation(Order::psog),
                              .ospg = arrays->permutation(Order::ospg),
                              .gspo = arrays->permutation(Order::gspo),
                              .spog = arrays->permutation(Order::spog)});
  const SnapshotParts parts = arrays->parts();
  return std::shared_ptr<const Snapshot>(
      new Snapshot(std::make_shared<const SnapshotData>(parts, std::move(arrays)), mode));
}

} // namespace micrograph::graph
