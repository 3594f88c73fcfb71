#include "ingest/coverage.hpp"

#include "lift/emitter.hpp"
#include "lift/json_names.hpp"
#include "lift/text_names.hpp"
#include "mapping/places.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <string_view>
#include <utility>

namespace micrograph::ingest {

namespace {

constexpr std::string_view xml = rdf::vocabulary::micrograph::xml_document;

/// The last step of a property IRI: what follows its last `#` or `/`.
std::string_view local_name(std::string_view iri) {
  const auto cut = iri.find_last_of("#/");
  return cut == std::string_view::npos ? iri : iri.substr(cut + 1);
}

} // namespace

LeafPlaces::LeafPlaces(rdf::TermTable& terms) : texts_(terms), no_ending_(texts_.intern(rdf::literal({}))) {}

LeafPlaces::Number LeafPlaces::subject_number(const rdf::TermView& subject) {
  if (last_number_ == rdf::TermTable::none || subject.value != last_subject_) {
    last_subject_ = subject.value;
    last_number_ = texts_.intern(rdf::iri(subject.value));
    const auto step = subject.value.rfind('/');
    has_attribute_like_nodes_ = has_attribute_like_nodes_ || (step != std::string_view::npos && subject.value.substr(step).starts_with("/@"));
    if (last_number_ >= said_.size())
      said_.resize(last_number_ + 1);
  }
  return last_number_;
}

void LeafPlaces::add_leaf(Number node, std::string_view start, std::string_view name) {
  ending_.assign(start).append(name);
  leaves_.push_back({node, texts_.intern(rdf::literal(ending_))});
}

void LeafPlaces::statement(const rdf::QuadView& quad) {
  const std::string_view property = quad.predicate.value;
  const Number node = subject_number(quad.subject);
  if (property == rdf::vocabulary::rdf::type) {
    if (quad.object.kind != rdf::TermKind::literal)
      nodes_.push_back(node);
    return;
  }
  // How a text is written says nothing; that it has a remark, which is a node, does.
  const bool is_form = quad.object.kind == rdf::TermKind::literal && property.starts_with(lift::text_markup::vocabulary);
  if (property != lift::markup::position && property != lift::markup::prefix && !is_form)
    said_[node].told = true;
  const bool is_value = property == rdf::vocabulary::rdf::value;
  if (is_value)
    said_[node].valued = true;
  if (quad.object.kind != rdf::TermKind::literal)
    return;
  if (is_value)
    leaves_.push_back({node, no_ending_});
  else if (!property.starts_with(xml) && !property.starts_with(lift::json_markup::vocabulary) && !is_form)
    add_leaf(node, "/@", local_name(property));
  else if (property == lift::markup::namespace_)
    add_leaf(node, "/xmlns:", quad.object.value.substr(0, quad.object.value.find('=')));
  else if (property == lift::markup::target)
    targets_.push_back(node);
}

LeafPlaces::LeafList LeafPlaces::take() {
  // An element that says nothing but that it is there; an instruction without data.
  for (const Number node : nodes_)
    if (!said_[node].told)
      leaves_.push_back({node, no_ending_});
  for (const Number node : targets_)
    if (!said_[node].valued)
      leaves_.push_back({node, no_ending_});
  return std::move(leaves_);
}

std::string LeafPlaces::place(const Leaf& leaf) const {
  return std::string(texts_.term(leaf.node).value).append(texts_.term(leaf.ending).value);
}

LeafPlaces::Leaves LeafPlaces::find(const rdf::TermTable& terms, const mapping::NumberedPlace& place) const {
  Leaves found;
  const std::string_view text = terms.term(place.node).value;
  if (place.ending != rdf::TermTable::none) {
    found.add({place.node, place.ending});
    if (!has_attribute_like_nodes_)
      return found;
    const std::string whole = std::string(text).append(terms.term(place.ending).value);
    if (const Number node = texts_.find(rdf::iri(whole)); node != rdf::TermTable::none)
      found.add({node, no_ending_});
    return found;
  }
  found.add({place.node, no_ending_});
  // What is no attribute has a place of two parts, too: the declaration of a namespace.
  const auto cut = std::min(text.rfind('/'), text.size());
  const Number ending = cut == text.size() ? rdf::TermTable::none : texts_.find(rdf::literal(text.substr(cut)));
  const Number parent = ending == rdf::TermTable::none ? ending : texts_.find(rdf::iri(text.substr(0, cut)));
  if (parent != rdf::TermTable::none)
    found.add({parent, ending});
  return found;
}

Alignment alignment_of(LeafPlaces& source, const mapping::MappingResult& mapped, bool list) {
  LeafPlaces::LeafList leaves = source.take();
  std::sort(leaves.begin(), leaves.end());
  // Where each node's begin, and how widely shared what each reached is: for a large document less than a list of what was used.
  std::vector<std::uint32_t> starts(source.nodes() + 1);
  for (const LeafPlaces::Leaf& leaf : leaves)
    ++starts[leaf.node + 1];
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  constexpr auto unused = std::size(mapping::all_layers);
  std::vector<std::uint8_t> reached(leaves.size(), unused);
  mapped.for_each_used_place([&](const mapping::UsedPlace& used) {
    for (const LeafPlaces::Leaf& leaf : source.find(mapped.terms, used.place)) {
      if (leaf.node >= source.nodes())
        continue;
      const auto of_node = [&](std::size_t node) { return leaves.begin() + static_cast<std::ptrdiff_t>(starts[node]); };
      const auto [first, last] = std::equal_range(of_node(leaf.node), of_node(leaf.node + 1), leaf);
      for (auto found = first; found != last; ++found) {
        std::uint8_t& layer = reached[static_cast<std::size_t>(found - leaves.begin())];
        layer = std::min(layer, static_cast<std::uint8_t>(used.layer));
      }
    }
  });
  Alignment alignment;
  alignment.leaves = leaves.size();
  for (const std::uint8_t layer : reached)
    if (layer != unused)
      ++alignment.by_layer[layer];
  alignment.aligned = std::accumulate(alignment.by_layer.begin(), alignment.by_layer.end(), std::size_t{0});
  if (!list)
    return alignment;
  std::vector<std::string> places;
  places.reserve(alignment.leaves - alignment.aligned);
  for (std::size_t i = 0; i < leaves.size(); ++i)
    if (reached[i] == unused)
      places.push_back(source.place(leaves[i]));
  std::sort(places.begin(), places.end(),
            [](const std::string& a, const std::string& b) { return mapping::compare_places(a, b) < 0; });
  for (const std::string& place : places)
    alignment.not_aligned.push_back(mapping::readable_path(place));
  return alignment;
}

} // namespace micrograph::ingest
