#include "link/describe.hpp"

#include "link/neighbours.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace micrograph::link {

namespace {

/// Longer namespaces before those they begin with.
constexpr std::array<std::pair<std::string_view, std::string_view>, 20> prefixes{{
    {"prov", "http://www.w3.org/ns/prov#"},
    {"dcterms", "http://purl.org/dc/terms/"},
    {"dc", "http://purl.org/dc/elements/1.1/"},
    {"schema", "http://schema.org/"},
    {"schema", "https://schema.org/"},
    {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
    {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
    {"owl", "http://www.w3.org/2002/07/owl#"},
    {"skos", "http://www.w3.org/2004/02/skos/core#"},
    {"foaf", "http://xmlns.com/foaf/0.1/"},
    {"dcat", "http://www.w3.org/ns/dcat#"},
    {"sosa", "http://www.w3.org/ns/sosa/"},
    {"qudt", "http://qudt.org/schema/qudt/"},
    {"unit", "http://qudt.org/vocab/unit/"},
    {"core", "https://ld.openmicroscopy.org/core/"},
    {"ome", "https://w3id.org/micrograph/source/ome#"},
    {"czi", "https://w3id.org/micrograph/source/czi#"},
    {"datacite", "https://w3id.org/micrograph/source/datacite#"},
    {"tiff", "https://w3id.org/micrograph/source/tiff#"},
    {"obo", "http://purl.obolibrary.org/obo/"},
}};

constexpr const char* label_iris[] = {
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://purl.org/dc/terms/title",
    "http://schema.org/name",
    "https://schema.org/name",
    "http://xmlns.com/foaf/0.1/name",
    "http://purl.org/dc/elements/1.1/title",
};

bool is_local_name(std::string_view text) {
  return !text.empty() && text.find_first_of("/#?") == std::string_view::npos;
}

} // namespace

std::string short_name(std::string_view iri) {
  for (const auto& [prefix, space] : prefixes)
    if (iri.starts_with(space) && is_local_name(iri.substr(space.size())))
      return std::string(prefix) + ':' + std::string(iri.substr(space.size()));
  const std::size_t cut = iri.find_last_of("#/");
  if (cut == std::string_view::npos || cut + 1 == iri.size())
    return std::string(iri);
  return std::string(iri.substr(cut + 1));
}

std::string display_name(const rdf::Term& term, const std::string& label) {
  if (!label.empty())
    return label;
  switch (term.kind) {
  case rdf::TermKind::iri:
    return term.value;
  case rdf::TermKind::blank:
    return "_:" + term.value;
  case rdf::TermKind::literal:
    return '"' + term.value + '"';
  case rdf::TermKind::none:
    break;
  }
  return {};
}

Describer::Describer(const graph::QuadSource& source)
    : source_(source), type_property_(source.find(rdf::iri(rdf::vocabulary::rdf::type))) {
  for (const char* iri : label_iris)
    if (const auto id = source.find(rdf::iri(iri)))
      label_properties_.push_back(*id);
}

std::string Describer::label(graph::ValueId thing) const {
  const auto rank = [](const rdf::Term& text) {
    return std::tuple(text.language.empty()             ? 0
                      : text.language.starts_with("en") ? 1
                                                        : 2,
                      std::string_view(text.value));
  };
  for (const graph::ValueId property : label_properties_) {
    std::optional<rdf::Term> best;
    for (const graph::ValueId object : objects_of(source_, thing, property)) {
      rdf::Term text = source_.term(object);
      if (text.kind == rdf::TermKind::literal && !text.value.empty() && (!best || rank(text) < rank(*best)))
        best = std::move(text);
    }
    if (best)
      return best->value;
  }
  return {};
}

std::string Describer::type(graph::ValueId thing) const {
  const auto rank = [](const std::string& iri) {
    return std::pair(iri.starts_with(rdf::vocabulary::micrograph::source), std::string_view(iri));
  };
  std::optional<std::string> best;
  for (const graph::ValueId object : objects_of(source_, thing, type_property_)) {
    rdf::Term type = source_.term(object);
    if (type.kind == rdf::TermKind::iri && (!best || rank(type.value) < rank(*best)))
      best = std::move(type.value);
  }
  return best ? short_name(*best) : std::string{};
}

} // namespace micrograph::link
