#pragma once

#include "graph/quad_source.hpp"
#include "rdf/document_graph.hpp"

#include <cstdint>

namespace micrograph::mapping {

/// One source's graph as the query engine wants to see data: its statements are the default graph, and there
/// is no other.
///
/// An id is the value where an id can carry it, otherwise the graph's own handle. The graph must outlive it.
class DocumentSource final : public graph::QuadSource {
public:
  explicit DocumentSource(const rdf::DocumentGraph& document) : document_(document) {}

  [[nodiscard]] std::optional<graph::ValueId> find(const rdf::TermView& term) const override;
  [[nodiscard]] rdf::Term term(graph::ValueId id) const override;
  [[nodiscard]] std::unique_ptr<graph::QuadScan>
  scan(const graph::Pattern& pattern, std::span<const graph::Position> sorted_by) const override;
  [[nodiscard]] bool can_sort(const graph::Pattern& pattern,
                              std::span<const graph::Position> sorted_by) const override;
  [[nodiscard]] std::uint64_t estimate(const graph::Pattern& pattern) const override;
  [[nodiscard]] std::uint64_t estimate_distinct(const graph::Pattern& pattern,
                                                graph::Position position) const override;
  [[nodiscard]] std::vector<graph::ValueId> graphs() const override { return {}; }

private:
  /// The handles of a pattern's bound terms; absent if one of them does not occur, so that nothing matches.
  [[nodiscard]] std::optional<rdf::DocumentGraph::Cursor> match(const graph::Pattern& pattern) const;

  const rdf::DocumentGraph& document_;
};

} // namespace micrograph::mapping
