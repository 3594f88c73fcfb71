#pragma once

#include "base/diagnostic.hpp"
#include "graph/quad_source.hpp"
#include "identity/bounded_clusters.hpp"
#include "identity/decisions.hpp"
#include "identity/entities.hpp"
#include "identity/evidence.hpp"
#include "identity/keys.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace micrograph::identity {

/// The graph that owl:sameAs is written to. What it says came from here, so it is no evidence for the next run; otherwise
/// nothing could be undone.
inline constexpr char identity_graph[] = "https://w3id.org/micrograph/graph/identity";

/// Of one value so many sets are held against each other that exclude each other; a value that tells more things apart than
/// this is no identifier.
inline constexpr std::size_t most_rivals = 64;

/// Unites entities by hard evidence, strongest first, and returns a link for each entity that one of them added to a set or
/// confirms in it: to the first entity of the same value and set. Reports
/// `identity.contradiction`        equal values, and what tells the two apart; they are kept apart
/// `identity.key.shared`           a value that two images of one document have is the document's, so it links nothing
/// `identity.key.copied`           a UUID of works whose titles have nothing in common, which links none of them
/// `identity.block.large`          see most_rivals
/// `identity.decision.unknown`     a decision of what the graph does not have (note)
/// `identity.decision.overrules`   a decision that unites what different values tell apart
[[nodiscard]] std::vector<Link> link_by_hard_evidence(const graph::QuadSource& source, const Entities& entities, const Keys& keys,
                                                      std::span<const Decision> decisions, BoundedClusters& clusters,
                                                      FindingSink& findings);

/// The document that a node's IRI is of: what is before the `#`. Borrowed; empty if it has none.
[[nodiscard]] std::string_view document_of(std::string_view iri);

} // namespace micrograph::identity
