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
  const auto at = std::lower_bound(predicates.begin(), predicates.end(), predicate,
                                   [](const PredicateCounts& counts, Rank rank) { return counts.predicate < rank; });
  return at != predicates.end() && at->predicate == predicate ? &*at : nullptr;
}

CountedStatistics count(const Permutation& spog, const Permutation& posg, const Permutation& ospg,
                        const Permutation& gspo) {
  CountedStatistics out;
  for (std::uint64_t row = 0; row < posg.size(); ++row) {
    if (starts_run(posg, row, 1))
      out.predicates.push_back({.predicate = posg.at(row, 0)});
    PredicateCounts& counts = out.predicates.back();
    ++counts.quads;
    counts.triples += starts_run(posg, row, 3);
    counts.objects += starts_run(posg, row, 2);
  }
  // Subjects of one predicate do not lie together in any order, but each run of subject and predicate is one.
  for (std::uint64_t row = 0; row < spog.size(); ++row)
    if (starts_run(spog, row, 2)) {
      const auto at =
          std::lower_bound(out.predicates.begin(), out.predicates.end(), spog.at(row, 1),
                           [](const PredicateCounts& counts, Rank rank) { return counts.predicate < rank; });
      ++at->subjects;
    }
  Totals& totals = out.totals;
  totals.quads = spog.size();
  totals.predicates = out.predicates.size();
  for (const PredicateCounts& counts : out.predicates)
    totals.triples += counts.triples;
  totals.subjects = count_runs(spog);
  totals.objects = count_runs(ospg);
  totals.default_graph_quads = gspo.lower_bound({0, gspo.size()}, 0, 1);
  totals.graphs = count_runs(gspo) - (totals.default_graph_quads > 0);
  return out;
}

} // namespace micrograph::graph
