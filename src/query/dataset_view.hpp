#pragma once

#include "query/view_of_source.hpp"
#include "rdf/term.hpp"

#include <vector>

namespace micrograph::query {

/// The data set that FROM and FROM NAMED make of the graphs of a source (SPARQL 1.1, section 13.2): the
/// default graph is the merge of some named graphs, and only some are seen by name. A graph that the source
/// does not have is empty.
class DatasetView final : public ViewOfSource {
public:
  DatasetView(const graph::QuadSource& source, const std::vector<rdf::Term>& merged,
              const std::vector<rdf::Term>& named);

  [[nodiscard]] std::unique_ptr<graph::QuadScan>
  scan(const graph::Pattern& pattern, std::span<const graph::Position> sorted_by) const override;
  [[nodiscard]] bool can_sort(const graph::Pattern& pattern,
                              std::span<const graph::Position> sorted_by) const override;
  [[nodiscard]] std::uint64_t estimate(const graph::Pattern& pattern) const override;
  [[nodiscard]] std::uint64_t estimate_distinct(const graph::Pattern& pattern,
                                                graph::Position position) const override;
  [[nodiscard]] std::vector<graph::ValueId> graphs() const override { return named_; }

private:
  /// The pattern once for each graph of the source that answers it.
  [[nodiscard]] std::vector<graph::Pattern> by_graph(const graph::Pattern& pattern) const;

  std::vector<graph::ValueId> merged_, named_; ///< sorted
};

} // namespace micrograph::query
