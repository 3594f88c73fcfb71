#pragma once

#include "base/diagnostic.hpp"
#include "graph/quad_source.hpp"
#include "identity/candidates.hpp"
#include "identity/decisions.hpp"
#include "identity/entities.hpp"
#include "identity/evidence.hpp"
#include "rdf/statement_sink.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace micrograph::identity {

/// Of several names of one thing that by which it is to be known: the first persistent identifier, else the first that is an
/// IRI, else the first. `ids` is not empty.
[[nodiscard]] graph::ValueId preferred_name(const graph::QuadSource& source, std::span<const graph::ValueId> ids);

struct ResolutionOptions {
  bool candidates = true; ///< look for soft evidence, too
  CandidateOptions search;
};

/// Entities that are one thing.
struct Cluster {
  std::uint32_t representative = 0;   ///< the one by whose name the others are known
  std::vector<std::uint32_t> members; ///< with the representative; sorted
  std::vector<Link> links;            ///< the evidence that holds it together
};

/// What in a graph is the same as what. Nothing in the graph changes by it.
class Resolution {
public:
  /// `source` must outlive it. Reports what Keys, link_by_hard_evidence(), let_refusals_win(), report_doubts() and find_candidates() do, and
  /// `identity.blank-node` for what was left out; at most a thousand findings of each code and then `identity.more`.
  Resolution(const graph::QuadSource& source, std::vector<Decision> decisions, const ResolutionOptions& options, FindingSink& findings);

  [[nodiscard]] const graph::QuadSource& source() const { return source_; }
  [[nodiscard]] const Entities& entities() const { return entities_; }
  [[nodiscard]] const std::vector<Decision>& decisions() const { return decisions_; }
  /// Of two members and more, by representative.
  [[nodiscard]] const std::vector<Cluster>& clusters() const { return clusters_; }
  [[nodiscard]] const std::vector<Candidate>& candidates() const { return candidates_; }
  [[nodiscard]] const CandidateCounters& counters() const { return counters_; }
  /// The cluster that an entity is in; null if it is alone.
  [[nodiscard]] const Cluster* cluster_of(std::uint32_t entity) const;

  /// owl:sameAs from each member to the representative, in a graph of their own (identity_graph).
  void emit(rdf::StatementSink& sink) const;

private:
  void collect(const BoundedClusters& sets, const std::vector<Link>& links);

  const graph::QuadSource& source_;
  std::vector<Decision> decisions_;
  Entities entities_;
  std::vector<Cluster> clusters_;
  std::vector<std::uint32_t> cluster_of_; ///< by entity; own_name for those alone
  std::vector<Candidate> candidates_;
  CandidateCounters counters_;
};

} // namespace micrograph::identity
