#pragma once

#include "graph/quad_source.hpp"
#include "identity/linked_names.hpp"
#include "identity/row_index.hpp"

#include <cstddef>

namespace micrograph::identity {

/// A source in which things that are linked by owl:sameAs are one: every subject and object is seen under one of its names
/// (LinkedNames says which), and what is stated of any of them is stated of that. The links themselves are not seen. Predicates and
/// names of graphs stay.
///
/// What the default graph states of linked things is held apart, as it is stated and as it is seen: 112 bytes a statement. So all else
/// comes from the source as it is, in the order that is asked for, counted, and in parts for threads. Rows of named graphs are renamed as
/// they come, in no order.
class SameAsView final : public graph::QuadSource {
public:
  /// `source` must outlive the view.
  explicit SameAsView(const graph::QuadSource& source);

  /// How many things have several names.
  [[nodiscard]] std::size_t clusters() const { return names_.things(); }

  [[nodiscard]] std::optional<graph::ValueId> find(const rdf::TermView& term) const override;
  [[nodiscard]] rdf::Term term(graph::ValueId id) const override { return source_.term(id); }
  [[nodiscard]] rdf::TermKind kind(graph::ValueId id) const override { return source_.kind(id); }
  [[nodiscard]] std::unique_ptr<graph::QuadScan> scan(const graph::Pattern& pattern,
                                                      std::span<const graph::Position> sorted_by) const override;
  [[nodiscard]] bool can_sort(const graph::Pattern& pattern, std::span<const graph::Position> sorted_by) const override;
  [[nodiscard]] bool can_split(const graph::Pattern& pattern) const override;
  [[nodiscard]] std::uint64_t estimate(const graph::Pattern& pattern) const override;
  [[nodiscard]] std::uint64_t estimate_distinct(const graph::Pattern& pattern, graph::Position position) const override;
  /// Of the source: linked names are taken for things of their own.
  [[nodiscard]] std::optional<graph::StarEstimate> estimate_star(std::span<const graph::ValueId> predicates,
                                                                 graph::GraphScope scope) const override;
  [[nodiscard]] std::vector<graph::ValueId> graphs() const override { return source_.graphs(); }

private:
  [[nodiscard]] bool binds_linked(const graph::Pattern& pattern) const;
  /// The pattern with representatives.
  [[nodiscard]] graph::Pattern renamed(const graph::Pattern& pattern) const;

  const graph::QuadSource& source_;
  LinkedNames names_;
  RowIndex stated_; ///< the rows that have a linked name
  RowIndex renamed_;
};

} // namespace micrograph::identity
