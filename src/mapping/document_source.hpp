#pragma once

#include "graph/quad_source.hpp"
#include "mapping/rule_vocabulary.hpp"
#include "mapping/source_graph.hpp"

#include <cstdint>

namespace micrograph::mapping {

/// The graphs of sources, one after the other, as the query engine wants to see data: the statements of the one that is shown
/// are the default graph, and there is no other.
///
/// An id is the value where an id can carry it, otherwise the number in the graph. Terms of the vocabulary have the same id
/// whatever is shown, and estimates are those of a usual source, so plans made while nothing is shown are good for all.
class DocumentSource : public graph::QuadSource {
public:
  /// The vocabulary must outlive this.
  explicit DocumentSource(const RuleVocabulary& vocabulary) : vocabulary_(vocabulary) {}

  /// The graph must have the same vocabulary, and outlive what is asked of this. Null shows nothing.
  void show(const SourceGraph* document) { document_ = document; }

  /// The node of the graph shown that an id stands for; absent if it carries a value, or is of a query's own.
  [[nodiscard]] static std::optional<SourceGraph::Node> node_of(graph::ValueId id);

  [[nodiscard]] std::optional<graph::ValueId> find(const rdf::TermView& term) const override;
  [[nodiscard]] rdf::Term term(graph::ValueId id) const override;
  [[nodiscard]] rdf::TermKind kind(graph::ValueId id) const override;
  [[nodiscard]] std::unique_ptr<graph::QuadScan>
  scan(const graph::Pattern& pattern, std::span<const graph::Position> sorted_by) const override;
  [[nodiscard]] bool can_sort(const graph::Pattern& pattern,
                              std::span<const graph::Position> sorted_by) const override;
  [[nodiscard]] std::uint64_t estimate(const graph::Pattern& pattern) const override;
  [[nodiscard]] std::uint64_t estimate_distinct(const graph::Pattern& pattern,
                                                graph::Position position) const override;
  [[nodiscard]] std::vector<graph::ValueId> graphs() const override { return {}; }

private:
  /// Of an id that carries no value.
  [[nodiscard]] rdf::TermView view(graph::ValueId id) const;

  const RuleVocabulary& vocabulary_;
  const SourceGraph* document_ = nullptr;
};

/// Shows nothing, and adds what is looked up in it to the vocabulary: what a plan asks for while it is made is what it has to
/// know of every source.
class VocabularyCollector final : public DocumentSource {
public:
  explicit VocabularyCollector(RuleVocabulary& vocabulary) : DocumentSource(vocabulary), vocabulary_(vocabulary) {}
  [[nodiscard]] std::optional<graph::ValueId> find(const rdf::TermView& term) const override;

private:
  RuleVocabulary& vocabulary_;
};

} // namespace micrograph::mapping
