#include "ingest/coverage.hpp"

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

/// Sorting key of a place: paths compare step by step with their numbers as numbers, so that Image(10) follows Image(9).
bool document_order(const std::string& a, const std::string& b) {
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (digit(a[i]) && digit(b[j])) {
      const auto end = [&digit](const std::string& s, std::size_t k) {
        while (k < s.size() && digit(s[k]))
          ++k;
        return k;
      };
      const std::size_t ei = end(a, i), ej = end(b, j);
      if (ei - i != ej - j)
        return ei - i < ej - j;
      const int order = a.compare(i, ei - i, b, j, ej - j);
      if (order != 0)
        return order < 0;
      i = ei;
      j = ej;
    } else if (a[i] != b[j]) {
      return a[i] < b[j];
    } else {
      ++i;
      ++j;
    }
  }
  return a.size() - i < b.size() - j;
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
  std::sort(places.begin(), places.end(), document_order);
  return places;
}

std::string readable_place(std::string_view iri) {
  std::string out;
  const auto hash = iri.find('#');
  for (const char c : hash == std::string_view::npos ? iri : iri.substr(hash + 1))
    out += c == '(' ? '[' : c == ')' ? ']' : c;
  return out;
}

Alignment alignment_of(const rdf::DocumentGraph& source, const std::vector<std::string>& used) {
  Alignment alignment;
  for (const std::string& place : leaf_places(source)) {
    if (std::binary_search(used.begin(), used.end(), place))
      ++alignment.aligned;
    else
      alignment.not_aligned.push_back(readable_place(place));
  }
  return alignment;
}

} // namespace micrograph::ingest
