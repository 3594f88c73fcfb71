#pragma once

#include "graph/quad_source.hpp"

#include <cstddef>
#include <unordered_map>
#include <vector>

namespace micrograph::identity {

/// A source in which things that are linked by owl:sameAs are one: every subject and object is seen under one of its names, and
/// what is stated of any of them is stated of that. The links themselves are not seen. Predicates and names of graphs stay.
///
/// The name is a persistent identifier if one of them is, and otherwise the first of them; so it is the same in every run.
class SameAsView final : public graph::QuadSource {
public:
  /// Reads the links of the default graph, and of all named graphs. `source` must outlive the view.
  explicit SameAsView(const graph::QuadSource& source);

  /// How many things have several names.
  [[nodiscard]] std::size_t clusters() const { return members_.size(); }

  [[nodiscard]] std::optional<graph::ValueId> find(const rdf::TermView& term) const override;
  [[nodiscard]] rdf::Term term(graph::ValueId id) const override { return source_.term(id); }
  [[nodiscard]] rdf::TermKind kind(graph::ValueId id) const override { return source_.kind(id); }
  [[nodiscard]] std::unique_ptr<graph::QuadScan> scan(const graph::Pattern& pattern,
                                                      std::span<const graph::Position> sorted_by) const override;
  /// Only where there are no links: putting one id in the place of another breaks the order.
  [[nodiscard]] bool can_sort(const graph::Pattern& pattern, std::span<const graph::Position> sorted_by) const override;
  [[nodiscard]] std::uint64_t estimate(const graph::Pattern& pattern) const override;
  [[nodiscard]] std::uint64_t estimate_distinct(const graph::Pattern& pattern, graph::Position position) const override;
  [[nodiscard]] std::vector<graph::ValueId> graphs() const override { return source_.graphs(); }

private:
  friend class SameAsScan;
  [[nodiscard]] graph::ValueId representative(graph::ValueId id) const;
  /// The names of a bound position, or the one that is there.
  [[nodiscard]] std::vector<graph::ValueId> names(graph::ValueId id) const;
  /// The pattern once for each name of what it binds. Of two positions that have several names the one with more of them is
  /// left open in the patterns, so that their number grows with one of them only.
  [[nodiscard]] std::vector<graph::Pattern> patterns(const graph::Pattern& pattern) const;

  const graph::QuadSource& source_;
  graph::ValueId same_as_;
  std::unordered_map<graph::ValueId, graph::ValueId> representative_; ///< of all that have several names
  std::unordered_map<graph::ValueId, std::vector<graph::ValueId>> members_;
};

} // namespace micrograph::identity
