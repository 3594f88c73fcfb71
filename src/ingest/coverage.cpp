#include "ingest/coverage.hpp"

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

std::vector<std::string> leaf_places(const rdf::DocumentGraph& source) {
  std::vector<std::string> places;
  using Graph = rdf::DocumentGraph;
  auto all = source.match(Graph::any, Graph::any, Graph::any);
  const auto type = source.find(rdf::iri(rdf::vocabulary::rdf::type));
  const auto value = source.find(rdf::iri(rdf::vocabulary::rdf::value));
  while (all.next()) {
    const rdf::TermView predicate = source.term(all.predicate());
    const rdf::TermView object = source.term(all.object());
    const std::string node(source.term(all.subject()).value);
    if (object.kind == rdf::TermKind::literal) {
      if (predicate.value == rdf::vocabulary::rdf::value)
        places.push_back(node);
      else if (!predicate.value.starts_with(xml))
        places.push_back(node + "/@" + std::string(local_name(predicate.value)));
      else if (local_name(predicate.value) == "namespace")
        places.push_back(node + "/xmlns:" + std::string(object.value.substr(0, object.value.find('='))));
      else if (local_name(predicate.value) == "target" &&
               !(value && source.match(all.subject(), *value, Graph::any).next()))
        places.push_back(node); // an instruction without data
    } else if (type && all.predicate() == *type) {
      // An element that says nothing but that it is there: no statement of it but type and position.
      bool bare = true;
      auto own = source.match(all.subject(), Graph::any, Graph::any);
      while (bare && own.next()) {
        const rdf::TermView p = source.term(own.predicate());
        bare = own.predicate() == *type || (p.value.starts_with(xml) && (local_name(p.value) == "position" ||
                                                                         local_name(p.value) == "prefix"));
      }
      if (bare)
        places.push_back(node);
    }
  }
  std::sort(places.begin(), places.end(),
            [](const std::string& a, const std::string& b) { return mapping::compare_places(a, b) < 0; });
  return places;
}

Alignment alignment_of(const rdf::DocumentGraph& source, const std::vector<std::string>& used) {
  Alignment alignment;
  for (const std::string& place : leaf_places(source)) {
    if (std::binary_search(used.begin(), used.end(), place))
      ++alignment.aligned;
    else
      alignment.not_aligned.push_back(mapping::readable_path(place));
  }
  return alignment;
}

} // namespace micrograph::ingest
