#pragma once

#include "graph/snapshot.hpp"
#include "rdf/term.hpp"

#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

namespace micrograph::test {

inline constexpr char example[] = "http://example.org/";

/// `prov:used` and the like, or a name of the example's own.
inline std::string expand(const std::string& name) {
  static constexpr std::pair<std::string_view, std::string_view> prefixes[] = {
      {"prov:", "http://www.w3.org/ns/prov#"},
      {"dcterms:", "http://purl.org/dc/terms/"},
      {"rdf:", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
      {"rdfs:", "http://www.w3.org/2000/01/rdf-schema#"},
      {"owl:", "http://www.w3.org/2002/07/owl#"},
      {"foaf:", "http://xmlns.com/foaf/0.1/"},
      {"schema:", "http://schema.org/"},
      {"datacite:", "http://purl.org/spar/datacite/"},
      {"run:", "https://w3id.org/micrograph/run/"},
  };
  for (const auto& [prefix, space] : prefixes)
    if (name.starts_with(prefix))
      return std::string(space) + name.substr(prefix.size());
  return example + name;
}

/// A graph from lines of three words; a word in double quotes is a literal (without spaces).
inline std::shared_ptr<const graph::Snapshot> small_graph(const std::string& lines) {
  graph::SnapshotBuilder builder;
  std::istringstream in(lines);
  std::string s, p, o;
  while (in >> s >> p >> o) {
    const bool literal = o.front() == '"';
    const std::string text = literal ? o.substr(1, o.size() - 2) : expand(o);
    const std::string subject = expand(s), predicate = expand(p);
    builder.statement(
        {rdf::iri(subject), rdf::iri(predicate), literal ? rdf::literal(text) : rdf::iri(text), {}});
  }
  return builder.build();
}

} // namespace micrograph::test
