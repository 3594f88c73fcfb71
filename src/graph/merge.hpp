#pragma once

#include "graph/dictionary.hpp"
#include "graph/domain.hpp"
#include "graph/packed_rows.hpp"
#include "graph/permutation.hpp"
#include "graph/spool.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace micrograph::graph {

/// One thing to be merged: a run, or a snapshot of before.
struct MergeInput {
  Dictionary dictionary;
  std::span<const std::uint64_t> values;
  PackedRows rows;                  ///< in the order subject, predicate, object, graph
  const Domains* domains = nullptr; ///< what predicates and graphs are numbered by; null if the rows hold ranks
  std::vector<Rank> dropped_graphs; ///< sorted; their quads are left out. 0 is the default graph.
  std::vector<PackedRow> dropped_rows; ///< sorted, as ranks; these are left out too
  /// Called now and then: what was read need not stay in memory. May be empty.
  std::function<void()> let_go{};
};

/// Everything of the inputs, once, under common ranks.
struct Merged {
  explicit Merged(SpoolSpace& space) : dictionary(space), values(space), rows(space) {}

  DictionaryEncoder dictionary;
  std::vector<std::byte> qualifiers;
  ByteSpool values;
  RowSpool rows; ///< in the order subject, predicate, object, graph; frozen
  std::uint64_t ranks = 0;
  std::vector<Rank> predicates; ///< that occur, ascending
  std::vector<Rank> graphs;     ///< that occur, ascending, 0 for the default graph
};

/// Merges sorted inputs in one walk over the terms and one over the rows; what no row of an input needs is left out. The
/// result depends on the statements alone and not on how they were spread. Throws FormatError `mg.too-many-terms` if
/// there are more than ranks can name.
[[nodiscard]] Merged merge_runs(std::span<const MergeInput> inputs, SpoolSpace& space);

} // namespace micrograph::graph
