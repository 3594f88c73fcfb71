#pragma once

#include "graph/quad_source.hpp"
#include "rdf/term.hpp"

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace micrograph::link {

enum class Direction { up, down, both };

enum class EdgeKind : std::uint8_t {
  origin,  ///< the effect came from the cause
  context, ///< the effect is a part of the cause, which is no origin and is not followed
  same,    ///< both are the same thing by another name (owl:sameAs, foaf:primaryTopic)
};

/// One step of provenance as stated: `effect` came from `cause` by `predicate`.
struct LineageEdge {
  std::uint32_t effect = 0; ///< index into Lineage::nodes
  std::uint32_t cause = 0;
  std::string predicate; ///< IRI; of a qualified PROV statement the property it qualifies
  EdgeKind kind = EdgeKind::origin;
};

struct LineageNode {
  rdf::Term term;
  std::string label;      ///< rdfs:label, dcterms:title, schema:name or the like; empty if there is none
  std::string type;       ///< short name of its class; empty if unknown
  std::int32_t depth = 0; ///< steps from the start: negative towards causes, positive towards effects
};

/// What a thing came from and what came of it.
struct Lineage {
  std::vector<LineageNode> nodes; ///< the start is the first
  std::vector<LineageEdge> edges; ///< in a fixed order
};

/// Follows prov:wasDerivedFrom, wasGeneratedBy/used, wasQuotedFrom, dcterms:isPartOf (a part comes from no
/// whole: containment is shown, not counted as origin) and the like; see docs/lineage.md for the list.
/// `max_depth` 0 means no bound. Cycles end where they close, and what is reached on several ways is shown
/// once. Sees the default graph of the source. Throws QueryError `link.unknown` if `start` is not in the
/// data.
[[nodiscard]] Lineage lineage(const graph::QuadSource& source, const rdf::TermView& start,
                              Direction direction, std::uint32_t max_depth = 0);

/// One step of a connection, in the direction it is stated.
struct LinkStep {
  rdf::Term from;
  std::string predicate;
  rdf::Term to;
  bool forward = true; ///< false: walked against the statement's direction, which is then from `to` to `from`
  std::string from_label, to_label;
};
struct LinkPath {
  std::vector<LinkStep> steps;
  double cost = 0; ///< the smaller the stronger; statements through hubs (a licence, a class) cost more
  double weight = 1; ///< 2 to the power of the cost, exact: see link/link_rules.hpp
};

/// The `k` shortest explained paths between two things, cheapest first, equal ones by number of steps and the names on the way;
/// empty if there is none, or if both are the same. With `most_steps` only paths of so many steps count, and all of them are looked
/// at; 0 means no bound. How steps are weighed, and what connects nothing, is on docs/lineage.md. Sees the default graph of the
/// source. Throws QueryError `link.unknown` if one of them is not in the data.
[[nodiscard]] std::vector<LinkPath> connect(const graph::QuadSource& source, const rdf::TermView& a,
                                            const rdf::TermView& b, std::size_t k = 3, std::uint32_t most_steps = 0);

} // namespace micrograph::link
