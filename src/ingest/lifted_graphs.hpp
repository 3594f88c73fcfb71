#pragma once

#include "graph/archived_source.hpp"
#include "rdf/statement_sink.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::ingest {

/// A graph that holds lifted documents, and the source that they are of.
struct LiftedGraph {
  std::string source; ///< IRI; empty for statements outside of named graphs
  std::string name;   ///< as it was named to `build`; empty if the graph does not say
  std::uint64_t withheld = 0; ///< leaves whose value was held back when it was read, since it tells who somebody is
};

/// The lifted documents in a graph: those that are indexed, those that are archived, and those in RDF files that were loaded.
class LiftedGraphs {
public:
  explicit LiftedGraphs(const graph::ArchivedSource& graph);

  /// Sorted by name, then by IRI.
  [[nodiscard]] const std::vector<LiftedGraph>& all() const { return graphs_; }
  /// Those of the source with this IRI or name, or with a document or graph of this IRI.
  [[nodiscard]] std::vector<LiftedGraph> find(const std::string& text) const;
  /// Gives the statements of one of them, without graph. Throws what opening an archived document throws.
  void copy(const LiftedGraph& graph, rdf::StatementSink& sink) const;

private:
  [[nodiscard]] std::vector<std::string> subjects(const char* property, const rdf::TermView& object) const;
  [[nodiscard]] std::string name_of(const std::string& source) const;
  [[nodiscard]] std::uint64_t withheld_of(const std::string& source) const;

  const graph::ArchivedSource& graph_;
  std::vector<LiftedGraph> graphs_;
};

} // namespace micrograph::ingest
