#pragma once

#include "graph/quad_source.hpp"
#include "rdf/term.hpp"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace micrograph::query {

/// A source whose default graph is one of its named graphs, as WITH asks (SPARQL 1.1 Update, section 3.1.3). The named
/// graphs are those of the source.
class DefaultGraphView final : public graph::QuadSource {
public:
  DefaultGraphView(const graph::QuadSource& source, const rdf::TermView& name);

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
    return source_.text_candidates(requirement, graph::GraphScope::named_graphs, most_read);
  }
  [[nodiscard]] std::vector<graph::ValueId> graphs() const override { return source_.graphs(); }

private:
  [[nodiscard]] graph::Pattern in_source(graph::Pattern pattern) const;

  const graph::QuadSource& source_;
  std::optional<graph::ValueId> name_; ///< absent: the source has no such graph
};

} // namespace micrograph::query
