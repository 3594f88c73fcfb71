#pragma once

#include "differential/reference.hpp"
#include "graph/snapshot.hpp"
#include "mapping/document_source.hpp"
#include "query/plan_options.hpp"
#include "unit/graph/archive_of.hpp"

#include <memory>
#include <string>
#include <vector>

namespace micrograph::differential {

/// How the engine gets to see the data.
enum class View {
  strict,   ///< a snapshot; the default graph is the statements without a graph
  merged,   ///< a snapshot; the default graph is the merge of all
  archived, ///< as strict, but some named graphs are kept as documents
  document, ///< one source's graph, as mapping asks it: the statements without a graph, no other graphs
};

/// The same quads in every form that the engine can be asked in.
class Sources {
public:
  explicit Sources(std::vector<rdf::Quad> quads);
  [[nodiscard]] const graph::QuadSource& seen_as(View view) const;
  /// What is in the data set then.
  [[nodiscard]] std::vector<rdf::Quad> quads(View view) const;

private:
  std::vector<rdf::Quad> quads_;
  std::shared_ptr<const graph::Snapshot> strict_, merged_;
  test::TestArchive archive_;
  std::unique_ptr<const graph::ArchivedSource> archived_;
  mapping::RuleVocabulary no_rules_;
  mapping::SourceGraph document_{no_rules_, mapping::SourceGraph::Keep::all};
  mapping::DocumentSource document_source_{no_rules_};
};

/// A way to make plans, by name.
struct Planning {
  std::string name;
  query::PlanOptions options;
};
/// The first is what everyone gets; the last does without any improvement.
[[nodiscard]] const std::vector<Planning>& plannings();

struct Verdict {
  enum Kind {
    same,
    different,
    refused,  ///< the query breaks a rule of the grammar, or is neither SELECT nor ASK
    too_large ///< for a naive evaluation, or for the bounds of the engine's run
  } kind = same;
  bool has_rows = false;
  std::string planning;    ///< of different: the first that differs
  std::string explanation; ///< of different: both results
};

/// Evaluates the query by the reference, and by the engine in each of the ways.
[[nodiscard]] Verdict compare(const std::string& query, const Sources& sources, View view,
                              const std::vector<Planning>& ways, const Parameters& parameters = {});

} // namespace micrograph::differential
