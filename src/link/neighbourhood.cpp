#include "link/neighbourhood.hpp"

#include "link/neighbours.hpp"
#include "link/relations.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <tuple>
#include <utility>

namespace micrograph::link {

namespace {

using graph::ValueId;

/// Equal values of these make two things the same, or nearly so; equal values of others are chance.
constexpr const char* identifying_iris[] = {
    "http://purl.org/dc/terms/identifier",
    "http://purl.org/dc/elements/1.1/identifier",
    "http://schema.org/identifier",
    "https://schema.org/identifier",
    "http://schema.org/serialNumber",
    "https://schema.org/serialNumber",
    "http://schema.org/sha256",
    "https://schema.org/sha256",
    "https://ld.openmicroscopy.org/core/serial_number",
    "https://ld.openmicroscopy.org/core/hash_sha1",
    "https://ld.openmicroscopy.org/core/uuid",
};

/// What half the world has in common says little, however few have it in this graph.
constexpr const char* weak_iris[] = {
    "http://purl.org/dc/terms/license",    "http://purl.org/dc/terms/rights",
    "http://purl.org/dc/terms/format",     "http://purl.org/dc/terms/language",
    "http://purl.org/dc/terms/type",       "http://purl.org/dc/terms/conformsTo",
    "http://purl.org/dc/terms/publisher",  "http://purl.org/dc/terms/accessRights",
    "http://schema.org/license",           "https://schema.org/license",
    "http://schema.org/encodingFormat",    "https://schema.org/encodingFormat",
    "http://www.w3.org/ns/dcat#mediaType", "http://www.w3.org/2000/01/rdf-schema#subClassOf",
    "http://qudt.org/schema/qudt/hasUnit", "http://qudt.org/schema/qudt/hasQuantityKind",
};

/// What sorts things, and connects none: that both have a DOI is nothing that two data sets share.
constexpr const char* sorting_iris[] = {
    rdf::vocabulary::rdf::type,
    "http://purl.org/spar/datacite/usesIdentifierScheme",
};

constexpr const char* sameness_iris[] = {
    owl_same_as,
    foaf_primary_topic,
    "http://www.w3.org/2004/02/skos/core#exactMatch",
};

constexpr double plain_cost = 1, weak_cost = 4, sameness_cost = 0.2;
/// In-degrees up to about this cost little; a description may have far more statements of its own.
constexpr double quiet_in_degree = 4, quiet_out_degree = 64;
/// Nothing is explained by a thing that so many statements mention, and looking at them all would take long.
constexpr std::uint64_t impassable_degree = 20'000;

double surprise(std::uint64_t degree, double quiet) {
  return std::log2(1 + static_cast<double>(degree) / quiet);
}

} // namespace

Neighbourhood::Neighbourhood(const graph::QuadSource& source, ValueId a, ValueId b) : source_(source) {
  look_up_properties();
  for (const ValueId end : {a, b}) {
    Vertex& vertex = vertices_[vertex_of(end)];
    vertex.penalty = 0;
    vertex.passable = true;
  }
  for (std::uint32_t end = 0; end < sides_.size(); ++end)
    sides_[end].open.emplace(0.0, end);
}

void Neighbourhood::look_up_properties() {
  type_ = source_.find(rdf::iri(rdf::vocabulary::rdf::type));
  const auto look_up = [this](std::span<const char* const> iris, std::set<ValueId>& out) {
    for (const char* iri : iris)
      if (const auto id = source_.find(rdf::iri(iri)))
        out.insert(*id);
  };
  look_up(identifying_iris, identifying_);
  look_up(weak_iris, weak_);
  look_up(sorting_iris, sorting_);
  look_up(sameness_iris, sameness_);
}

std::uint64_t Neighbourhood::count(ValueId subject, ValueId predicate, ValueId object) const {
  graph::Pattern pattern;
  pattern.terms = {subject, predicate, object, graph::undefined};
  return source_.estimate(pattern);
}

std::uint32_t Neighbourhood::vertex_of(ValueId id) {
  const auto [at, is_new] = numbers_.try_emplace(id, static_cast<std::uint32_t>(vertices_.size()));
  if (is_new) {
    vertices_.push_back(make_vertex(id));
    links_at_.emplace_back();
  }
  return at->second;
}

Neighbourhood::Vertex Neighbourhood::make_vertex(ValueId id) const {
  Vertex vertex;
  vertex.id = id;
  const rdf::Term term = source_.term(id);
  vertex.literal = term.kind == rdf::TermKind::literal;
  const std::uint64_t in = count(graph::undefined, graph::undefined, id);
  const std::uint64_t out = vertex.literal ? 0 : count(id, graph::undefined, graph::undefined);
  vertex.penalty = surprise(in, quiet_in_degree) + surprise(out, quiet_out_degree);
  const bool is_class = type_ && count(graph::undefined, *type_, id) > 0;
  const bool is_quantity =
      term.kind == rdf::TermKind::iri && term.value.starts_with(rdf::vocabulary::micrograph::quantity);
  // That both were imported by one run connects nothing.
  const bool is_import = term.kind == rdf::TermKind::iri && term.value.starts_with(own_imports);
  vertex.passable = !is_class && !is_quantity && !is_import && in + out <= impassable_degree;
  return vertex;
}

void Neighbourhood::add_link(std::uint32_t subject, ValueId predicate, std::uint32_t object) {
  if (subject == object || !vertices_[subject].passable || !vertices_[object].passable)
    return;
  const double base = weak_.contains(predicate)       ? weak_cost
                      : sameness_.contains(predicate) ? sameness_cost
                                                      : plain_cost;
  const Link link{subject, object, predicate,
                  base + (vertices_[subject].penalty + vertices_[object].penalty) / 2};
  const std::uint64_t pair = std::uint64_t{std::min(subject, object)} << 32 | std::max(subject, object);
  const auto [at, is_new] = link_between_.try_emplace(pair, static_cast<std::uint32_t>(links_.size()));
  if (is_new) {
    links_.push_back(link);
    links_at_[subject].push_back(at->second);
    links_at_[object].push_back(at->second);
    return;
  }
  // Several statements between the same two things are one step of a path, explained by the strongest of
  // them.
  Link& known = links_[at->second];
  if (std::tie(link.cost, link.predicate, link.subject) <
      std::tie(known.cost, known.predicate, known.subject))
    known = link;
}

void Neighbourhood::expand(std::uint32_t vertex) {
  if (std::exchange(vertices_[vertex].expanded, true))
    return;
  const ValueId id = vertices_[vertex].id;
  const bool literal = vertices_[vertex].literal;
  std::uint64_t left = impassable_degree; // only the two ends can have more
  if (!literal)
    for_each_row(source_, id, graph::undefined, graph::undefined, [&](const graph::Row& row) {
      const ValueId predicate = row[graph::predicate], object = row[graph::object];
      if (!sorting_.contains(predicate) && (identifying_.contains(predicate) || !is_literal(object)))
        add_link(vertex, predicate, vertex_of(object));
      return --left > 0;
    });
  left = impassable_degree;
  for_each_row(source_, graph::undefined, graph::undefined, id, [&](const graph::Row& row) {
    const ValueId predicate = row[graph::predicate];
    if (!sorting_.contains(predicate) && (identifying_.contains(predicate) || !literal))
      add_link(vertex_of(row[graph::subject]), predicate, vertex);
    return --left > 0;
  });
}

bool Neighbourhood::is_literal(ValueId id) const {
  return id.carries_value() || source_.term(id).kind == rdf::TermKind::literal;
}

void Neighbourhood::drop_settled(Side& side) {
  while (!side.open.empty() && side.settled.contains(side.open.top().second))
    side.open.pop();
}

void Neighbourhood::settle_next(Side& side) {
  const auto [cost, vertex] = side.open.top();
  side.open.pop();
  side.settled.emplace(vertex, cost);
  expand(vertex);
  for (const std::uint32_t number : links_at_[vertex]) {
    const Link& link = links_[number];
    const std::uint32_t other = link.subject == vertex ? link.object : link.subject;
    if (!side.settled.contains(other))
      side.open.emplace(cost + link.cost, other);
  }
  drop_settled(side);
}

void Neighbourhood::grow(std::size_t limit) {
  while (!exhausted() && sides_[0].settled.size() + sides_[1].settled.size() < limit)
    settle_next(sides_[0].open.top().first <= sides_[1].open.top().first ? sides_[0] : sides_[1]);
}

bool Neighbourhood::exhausted() const {
  // Once everything around one end has been seen, no path can be missing.
  return sides_[0].open.empty() || sides_[1].open.empty();
}

double Neighbourhood::horizon() const {
  if (exhausted())
    return std::numeric_limits<double>::infinity();
  return sides_[0].open.top().first + sides_[1].open.top().first;
}

} // namespace micrograph::link
