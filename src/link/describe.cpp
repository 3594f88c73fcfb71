#include "link/describe.hpp"

#include "link/neighbours.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace micrograph::link {

namespace {

namespace vocabulary = rdf::vocabulary;

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
    vocabulary::rdfs::label,
    vocabulary::skos::pref_label,
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
    : source_(source), type_property_(source.find(rdf::iri(vocabulary::rdf::type))) {
  for (const char* iri : label_iris)
    if (const auto id = source.find(rdf::iri(iri)))
      label_properties_.push_back(*id);
}

std::string Describer::label(graph::ValueId thing) const {
  return std::move(labels({&thing, 1}).front());
}

std::string Describer::type(graph::ValueId thing) const {
  return std::move(types({&thing, 1}).front());
}

std::vector<Description> Describer::describe(std::span<const graph::ValueId> things) const {
  std::vector<Description> out(things.size());
  std::vector<std::string> found = labels(things);
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i].label = std::move(found[i]);
  found = types(things);
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i].type = std::move(found[i]);
  return out;
}

std::vector<std::string> Describer::labels(std::span<const graph::ValueId> things) const {
  const auto rank = [](const rdf::Term& text) {
    return std::tuple(text.language.empty()             ? 0
                      : text.language.starts_with("en") ? 1
                                                        : 2,
                      std::string_view(text.value));
  };
  std::vector<std::string> out(things.size());
  std::vector<graph::ValueId> open(things.begin(), things.end()); // without a label so far
  std::vector<std::size_t> places(things.size());
  std::iota(places.begin(), places.end(), std::size_t{0});
  for (const graph::ValueId property : label_properties_) {
    std::vector<rdf::Term> best(open.size());
    for_each_neighbour(source_, open, property, true, [&](std::size_t place, graph::ValueId object) {
      rdf::Term text = source_.term(object);
      rdf::Term& known = best[place];
      if (text.kind == rdf::TermKind::literal && !text.value.empty() && (known.value.empty() || rank(text) < rank(known)))
        known = std::move(text);
    });
    std::size_t left = 0;
    for (std::size_t i = 0; i < open.size(); ++i)
      if (best[i].value.empty()) {
        open[left] = open[i];
        places[left++] = places[i];
      } else {
        out[places[i]] = std::move(best[i].value);
      }
    open.resize(left);
    if (open.empty())
      break;
  }
  return out;
}

std::vector<std::string> Describer::types(std::span<const graph::ValueId> things) const {
  std::vector<std::string> out(things.size());
  if (!type_property_)
    return out;
  // Many things have few classes, so each is read once.
  struct Class {
    std::string iri; ///< empty if it is none that can be shown
    bool of_source = false;
  };
  const auto rank = [](const Class& type) { return std::pair(type.of_source, std::string_view(type.iri)); };
  std::unordered_map<graph::ValueId, Class> classes;
  std::vector<const Class*> best(things.size());
  for_each_neighbour(source_, things, *type_property_, true, [&](std::size_t place, graph::ValueId object) {
    const auto [at, is_new] = classes.try_emplace(object);
    if (is_new)
      if (const rdf::Term type = source_.term(object); type.kind == rdf::TermKind::iri)
        at->second = {type.value, type.value.starts_with(vocabulary::micrograph::source)};
    const Class& found = at->second;
    if (!found.iri.empty() && (best[place] == nullptr || rank(found) < rank(*best[place])))
      best[place] = &found;
  });
  for (std::size_t i = 0; i < things.size(); ++i)
    if (best[i] != nullptr)
      out[i] = short_name(best[i]->iri);
  return out;
}

} // namespace micrograph::link
