#include "link/link_rules.hpp"

#include "link/relations.hpp"
#include "rdf/vocabulary.hpp"

#include <array>

namespace micrograph::link {

namespace {

namespace vocabulary = rdf::vocabulary;

using graph::ValueId;

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

constexpr const char* sorting_iris[] = {
    vocabulary::rdf::type,
    "http://purl.org/spar/datacite/usesIdentifierScheme",
};

constexpr const char* sameness_iris[] = {
    vocabulary::owl::same_as,
    vocabulary::foaf::primary_topic,
    "http://www.w3.org/2004/02/skos/core#exactMatch",
};

} // namespace

std::span<const char* const> identifying_properties() {
  return identifying_iris;
}
std::span<const char* const> weak_properties() {
  return weak_iris;
}
std::span<const char* const> sorting_properties() {
  return sorting_iris;
}
std::span<const char* const> sameness_properties() {
  return sameness_iris;
}

LinkRules::LinkRules(const graph::QuadSource& source)
    : source_(source), type_(source.find(rdf::iri(vocabulary::rdf::type))) {
  const auto look_up = [&source](std::span<const char* const> iris, std::set<ValueId>& out) {
    for (const char* iri : iris)
      if (const auto id = source.find(rdf::iri(iri)))
        out.insert(*id);
  };
  look_up(identifying_iris, identifying_);
  look_up(weak_iris, weak_);
  look_up(sorting_iris, sorting_);
  look_up(sameness_iris, sameness_);
}

std::uint64_t LinkRules::count(ValueId subject, ValueId predicate, ValueId object, std::uint64_t most) const {
  graph::Pattern pattern;
  pattern.terms = {subject, predicate, object, graph::undefined};
  pattern.source_outlives_scan = true;
  const auto scan = source_.scan(pattern);
  if (const auto known = scan->remaining())
    return *known;
  // Where a statement stands in several graphs it is not known how many there are, so a few are counted.
  constexpr std::uint64_t clearly = 4;
  if (const std::uint64_t about = source_.estimate(pattern); about > clearly * most)
    return about;
  std::array<graph::Row, 64> block;
  std::uint64_t counted = 0;
  while (const std::size_t rows = scan->next(block)) {
    counted += rows;
    if (counted > most)
      break;
  }
  return counted;
}

void LinkRules::take(Step& known, ValueId predicate, bool along) const {
  const double found = factor(predicate);
  const auto is_better = [&] {
    if (known.factor == 0 || found != known.factor)
      return known.factor == 0 || found < known.factor;
    return predicate != known.predicate && source_.term(predicate).value < source_.term(known.predicate).value;
  };
  if (is_better())
    known = {predicate, found, false, false};
  if (predicate == known.predicate)
    (along ? known.along : known.against) = true;
}

LinkRules::Passage LinkRules::passage(ValueId thing) const {
  Passage out;
  const rdf::Term term = source_.term(thing);
  const bool literal = term.kind == rdf::TermKind::literal;
  const std::uint64_t in = count(graph::undefined, graph::undefined, thing, impassable_degree);
  const std::uint64_t own = literal ? 0 : count(thing, graph::undefined, graph::undefined, impassable_degree);
  out.factor = thing_factor(in, own);
  const bool is_class = type_ && count(graph::undefined, *type_, thing, 1) > 0;
  const bool is_quantity =
      term.kind == rdf::TermKind::iri && term.value.starts_with(vocabulary::micrograph::quantity);
  out.open = !is_class && !is_quantity && !is_own_import(term) && in + own <= impassable_degree;
  return out;
}

} // namespace micrograph::link
