#include "ingest/coverage.hpp"

#include "lift/emitter.hpp"
#include "mapping/places.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <string_view>

namespace micrograph::ingest {

namespace {

constexpr std::string_view xml = rdf::vocabulary::micrograph::xml_document;

/// The last step of a property IRI: what follows its last `#` or `/`.
std::string_view local_name(std::string_view iri) {
  const auto cut = iri.find_last_of("#/");
  return cut == std::string_view::npos ? iri : iri.substr(cut + 1);
}

} // namespace

void LeafPlaces::statement(const rdf::QuadView& quad) {
  const std::string_view node = quad.subject.value, property = quad.predicate.value;
  if (property == rdf::vocabulary::rdf::type) {
    if (quad.object.kind != rdf::TermKind::literal)
      nodes_.emplace_back(node);
    return;
  }
  if (property != lift::markup::position && property != lift::markup::prefix && node != last_told_) {
    last_told_ = node;
    told_.emplace(node);
  }
  if (property == rdf::vocabulary::rdf::value)
    valued_.emplace(node);
  if (quad.object.kind != rdf::TermKind::literal)
    return;
  if (property == rdf::vocabulary::rdf::value)
    places_.emplace_back(node);
  else if (!property.starts_with(xml))
    places_.push_back(std::string(node) + "/@" + std::string(local_name(property)));
  else if (property == lift::markup::namespace_)
    places_.push_back(std::string(node) + "/xmlns:" +
                      std::string(quad.object.value.substr(0, quad.object.value.find('='))));
  else if (property == lift::markup::target)
    targets_.emplace_back(node);
}

std::vector<std::string> LeafPlaces::take() {
  // An element that says nothing but that it is there; an instruction without data.
  for (std::string& node : nodes_)
    if (!told_.contains(node))
      places_.push_back(std::move(node));
  for (std::string& node : targets_)
    if (!valued_.contains(node))
      places_.push_back(std::move(node));
  return std::move(places_);
}

Alignment alignment_of(LeafPlaces& source, const std::vector<std::string>& used, bool list) {
  const std::unordered_set<std::string_view> known(used.begin(), used.end());
  Alignment alignment;
  std::vector<std::string> places = source.take();
  alignment.leaves = places.size();
  alignment.aligned = static_cast<std::size_t>(std::erase_if(
      places, [&known](const std::string& place) { return known.contains(place); }));
  if (!list)
    return alignment;
  std::sort(places.begin(), places.end(),
            [](const std::string& a, const std::string& b) { return mapping::compare_places(a, b) < 0; });
  for (const std::string& place : places)
    alignment.not_aligned.push_back(mapping::readable_path(place));
  return alignment;
}

} // namespace micrograph::ingest
