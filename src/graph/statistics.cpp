#include "graph/statistics.hpp"

#include <algorithm>

namespace micrograph::graph {

namespace {

/// True if a row starts a new run of its first `columns` columns.
bool starts_run(const Permutation& rows, std::uint64_t row, std::size_t columns) {
  if (row == 0)
    return true;
  for (std::size_t column = 0; column < columns; ++column)
    if (rows.at(row, column) != rows.at(row - 1, column))
      return true;
  return false;
}

std::uint64_t count_runs(const Permutation& rows) {
  std::uint64_t runs = 0;
  for (std::uint64_t row = 0; row < rows.size(); ++row)
    runs += starts_run(rows, row, 1);
  return runs;
}

} // namespace

const PredicateCounts* Statistics::of(Rank predicate) const {
  const auto at =
      std::lower_bound(predicates.begin(), predicates.end(), predicate,
                       [](const PredicateCounts& counts, Rank rank) { return counts.predicate < rank; });
  return at != predicates.end() && at->predicate == predicate ? &*at : nullptr;
}

CountedStatistics count(const CountedOrders& in) {
  CountedStatistics out;
  for (std::uint64_t row = 0; row < in.posg.size(); ++row) {
    if (starts_run(in.posg, row, 1))
      out.predicates.push_back({.predicate = in.posg.at(row, 0)});
    PredicateCounts& counts = out.predicates.back();
    ++counts.quads;
    counts.triples += starts_run(in.posg, row, 3);
    counts.objects += starts_run(in.posg, row, 2);
  }
  std::size_t predicate = 0; // both orders have the same predicates in the same order
  for (std::uint64_t row = 0; row < in.psog.size(); ++row) {
    predicate += row > 0 && starts_run(in.psog, row, 1);
    out.predicates[predicate].subjects += starts_run(in.psog, row, 2);
  }
  Totals& totals = out.totals;
  totals.quads = in.spog.size();
  totals.predicates = out.predicates.size();
  for (const PredicateCounts& counts : out.predicates)
    totals.triples += counts.triples;
  totals.subjects = count_runs(in.spog);
  totals.objects = count_runs(in.ospg);
  totals.default_graph_quads = in.gspo.lower_bound({0, in.gspo.size()}, 0, 1);
  totals.graphs = count_runs(in.gspo) - (totals.default_graph_quads > 0);
  return out;
}

} // namespace micrograph::graph
