#pragma once

#include "graph/quad_source.hpp"
#include "rdf/term.hpp"

#include <cstdint>
#include <optional>

namespace micrograph::query {

/// The terms of another source, with other graphs.
class ViewOfSource : public graph::QuadSource {
public:
  /// The source must outlive this.
  explicit ViewOfSource(const graph::QuadSource& source) : source_(source) {}

  [[nodiscard]] std::optional<graph::ValueId> find(const rdf::TermView& term) const override { return source_.find(term); }
  [[nodiscard]] rdf::Term term(graph::ValueId id) const override { return source_.term(id); }
  /// Whatever the scope is here, a view takes its statements from named graphs of the source.
  [[nodiscard]] std::optional<graph::TextCandidates> text_candidates(const graph::TextRequirement& requirement, graph::GraphScope,
                                                                     std::uint64_t most_read) const override {
    return source_.text_candidates(requirement, graph::GraphScope::named_graphs, most_read);
  }

protected:
  const graph::QuadSource& source_;
};

} // namespace micrograph::query
