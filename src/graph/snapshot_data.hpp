#pragma once

#include "graph/characteristic_sets.hpp"
#include "graph/dictionary.hpp"
#include "graph/document_archive.hpp"
#include "graph/domain.hpp"
#include "graph/packed_rows.hpp"
#include "graph/permutation.hpp"
#include "graph/ranks.hpp"
#include "graph/snapshot.hpp"
#include "graph/statistics.hpp"
#include "graph/text_index.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>

namespace micrograph::graph {

/// Every array of a snapshot, wherever it lies. What `save` writes and `open` finds in a file.
struct SnapshotParts {
  DictionaryParts dictionary;
  std::span<const std::uint64_t> values; ///< see RankTable
  const CheckedBytes* value_pages = nullptr;
  /// By Order. Those that lead with the graph have no rows where all quads are in one graph.
  std::array<PackedRowsParts, order_count> orders;
  Totals totals;
  std::span<const PredicateCounts> predicates;
  std::span<const GraphCounts> graphs;
  std::span<const std::uint64_t> characteristic_sets;
  DocumentArchiveParts documents;
  TextIndexParts text; ///< without trigrams if there is no index
  /// To be called now and then while all of it is read from start to end: what was read need not stay in memory. May be empty.
  std::function<void()> let_go{};
};

/// What all views of one snapshot share.
struct SnapshotData {
  /// `owner` keeps the arrays alive: spools, or a mapped file. The parts must have been checked.
  SnapshotData(const SnapshotParts& parts, std::shared_ptr<const void> owner);
  SnapshotData(const SnapshotData&) = delete; // permutations point at rows and domains
  SnapshotData& operator=(const SnapshotData&) = delete;

  [[nodiscard]] const Permutation& in(Order order) const {
    return permutations[static_cast<std::size_t>(order)];
  }
  /// True if an order has rows of its own, and not those of the order without graph.
  [[nodiscard]] bool kept(Order order) const { return !leads_with_graph(order) || parts.graphs.size() > 1; }

  SnapshotParts parts;
  std::shared_ptr<const void> storage;
  Dictionary dictionary;
  RankTable ranks;
  Statistics statistics;
  CharacteristicSets characteristic_sets;
  DocumentArchive documents;
  TextIndex text;
  Domains domains;
  std::array<PackedRows, order_count> rows;
  std::array<Permutation, order_count> permutations;
};

} // namespace micrograph::graph
