#include "sssom/predicates.hpp"

#include <algorithm>
#include <utility>

namespace micrograph::sssom {

namespace {

constexpr std::string_view exact_match = "http://www.w3.org/2004/02/skos/core#exactMatch";
constexpr std::string_view close_match = "http://www.w3.org/2004/02/skos/core#closeMatch";
constexpr std::string_view related_match = "http://www.w3.org/2004/02/skos/core#relatedMatch";
constexpr std::string_view broad_match = "http://www.w3.org/2004/02/skos/core#broadMatch";
constexpr std::string_view narrow_match = "http://www.w3.org/2004/02/skos/core#narrowMatch";
constexpr std::string_view equivalent_class = "http://www.w3.org/2002/07/owl#equivalentClass";
constexpr std::string_view equivalent_property = "http://www.w3.org/2002/07/owl#equivalentProperty";
constexpr std::string_view same_as = "http://www.w3.org/2002/07/owl#sameAs";

// Inverse rules RI1 to RI5, and the predicates that are their own inverse.
constexpr std::pair<std::string_view, std::string_view> inverses[]{
    {exact_match, exact_match},
    {close_match, close_match},
    {related_match, related_match},
    {equivalent_class, equivalent_class},
    {equivalent_property, equivalent_property},
    {same_as, same_as},
    {broad_match, narrow_match},
    {narrow_match, broad_match},
    {"https://w3id.org/semapv/vocab/crossSpeciesExactMatch",
     "https://w3id.org/semapv/vocab/crossSpeciesExactMatch"},
    {"https://w3id.org/semapv/vocab/crossSpeciesBroadMatch",
     "https://w3id.org/semapv/vocab/crossSpeciesNarrowMatch"},
    {"https://w3id.org/semapv/vocab/crossSpeciesNarrowMatch",
     "https://w3id.org/semapv/vocab/crossSpeciesBroadMatch"},
};

constexpr std::string_view transitive[]{exact_match,
                                        narrow_match,
                                        broad_match,
                                        equivalent_class,
                                        equivalent_property,
                                        "http://www.w3.org/2000/01/rdf-schema#subClassOf",
                                        "http://www.w3.org/2000/01/rdf-schema#subPropertyOf",
                                        same_as};

// Those that pass over an exact match. OWL's own (subclasses over equivalences) the rules leave to a
// reasoner.
constexpr std::string_view over_exact[]{narrow_match, broad_match, close_match, related_match};

template <typename Range> bool contains(const Range& range, std::string_view predicate) {
  return std::find(std::begin(range), std::end(range), predicate) != std::end(range);
}

} // namespace

std::optional<std::string> inverse_predicate(std::string_view predicate) {
  for (const auto& [forwards, backwards] : inverses)
    if (forwards == predicate)
      return std::string(backwards);
  return std::nullopt;
}

std::optional<Link> chain(const Link& first, const Link& second) {
  if (first.negated && second.negated)
    return std::nullopt;
  // If A and B are the same, what does not hold of B does not hold of A. No other step passes a negation on.
  if (!first.negated && (first.predicate == exact_match || first.predicate == equivalent_class) &&
      (contains(over_exact, second.predicate) || second.predicate == first.predicate))
    return second;
  if (!second.negated && second.predicate == exact_match &&
      (contains(over_exact, first.predicate) || first.predicate == exact_match))
    return first;
  if (first == second && !first.negated && contains(transitive, first.predicate))
    return first;
  return std::nullopt;
}

} // namespace micrograph::sssom
