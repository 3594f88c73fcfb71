#pragma once

#include "query/view_of_source.hpp"
#include "rdf/term.hpp"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace micrograph::query {

/// A source whose default graph is one of its named graphs, as WITH asks (SPARQL 1.1 Update, section 3.1.3). The named
/// graphs are those of the source.
class DefaultGraphView final : public ViewOfSource {
public:
  DefaultGraphView(const graph::QuadSource& source, const rdf::TermView& name);

  [[nodiscard]] std::unique_ptr<graph::QuadScan>
  scan(const graph::Pattern& pattern, std::span<const graph::Position> sorted_by) const override;
  [[nodiscard]] bool can_sort(const graph::Pattern& pattern,
                              std::span<const graph::Position> sorted_by) const override;
  [[nodiscard]] std::uint64_t estimate(const graph::Pattern& pattern) const override;
  [[nodiscard]] std::uint64_t estimate_distinct(const graph::Pattern& pattern,
                                                graph::Position position) const override;
  [[nodiscard]] std::vector<graph::ValueId> graphs() const override { return source_.graphs(); }

private:
  [[nodiscard]] graph::Pattern in_source(graph::Pattern pattern) const;

  std::optional<graph::ValueId> name_; ///< absent: the source has no such graph
};

} // namespace micrograph::query
