#pragma once

#include "graph/quad_source.hpp"
#include "rdf/term.hpp"

#include <vector>

namespace micrograph::query {

/// The data set that FROM and FROM NAMED make of the graphs of a source (SPARQL 1.1, section 13.2): the
/// default graph is the merge of some named graphs, and only some are seen by name. A graph that the source
/// does not have is empty.
class DatasetView final : public graph::QuadSource {
public:
  DatasetView(const graph::QuadSource& source, const std::vector<rdf::Term>& merged,
              const std::vector<rdf::Term>& named);

  [[nodiscard]] std::optional<graph::ValueId> find(const rdf::TermView& term) const override {
    return source_.find(term);
  }
  [[nodiscard]] rdf::Term term(graph::ValueId id) const override { return source_.term(id); }
  [[nodiscard]] std::unique_ptr<graph::QuadScan>
  scan(const graph::Pattern& pattern, std::span<const graph::Position> sorted_by) const override;
  [[nodiscard]] bool can_sort(const graph::Pattern& pattern,
                              std::span<const graph::Position> sorted_by) const override;
  [[nodiscard]] std::uint64_t estimate(const graph::Pattern& pattern) const override;
  [[nodiscard]] std::uint64_t estimate_distinct(const graph::Pattern& pattern,
                                                graph::Position position) const override;
  [[nodiscard]] std::optional<graph::TextCandidates> text_candidates(const graph::TextRequirement& requirement,
                                                                     graph::GraphScope,
                                                                     std::uint64_t most_read) const override {
    return source_.text_candidates(requirement, graph::GraphScope::named_graphs, most_read); // see by_graph()
  }
  [[nodiscard]] std::vector<graph::ValueId> graphs() const override { return named_; }

private:
  /// The pattern once for each graph of the source that answers it.
  [[nodiscard]] std::vector<graph::Pattern> by_graph(const graph::Pattern& pattern) const;

  const graph::QuadSource& source_;
  std::vector<graph::ValueId> merged_, named_; ///< sorted
};

} // namespace micrograph::query
