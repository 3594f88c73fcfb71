#include "sssom/prefix_map.hpp"

#include "rdf/characters.hpp"
#include "rdf/iri.hpp"

#include <algorithm>

namespace micrograph::sssom {

namespace {

const PrefixMap::Prefixes& built_in_prefixes() {
  static const PrefixMap::Prefixes prefixes{{"linkml", "https://w3id.org/linkml/"},
                                            {"owl", "http://www.w3.org/2002/07/owl#"},
                                            {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
                                            {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
                                            {"semapv", "https://w3id.org/semapv/vocab/"},
                                            {"skos", "http://www.w3.org/2004/02/skos/core#"},
                                            {"sssom", "https://w3id.org/sssom/"},
                                            {"xsd", "http://www.w3.org/2001/XMLSchema#"}};
  return prefixes;
}

} // namespace

PrefixMap::PrefixMap() : prefixes_(built_in_prefixes()) {}

std::optional<std::string_view> PrefixMap::built_in(std::string_view prefix) {
  const auto it = built_in_prefixes().find(prefix);
  if (it == built_in_prefixes().end())
    return std::nullopt;
  return it->second;
}

std::optional<std::string> PrefixMap::expand(std::string_view curie) const {
  const auto colon = curie.find(':');
  if (colon == std::string_view::npos)
    return std::nullopt;
  if (const auto it = prefixes_.find(curie.substr(0, colon)); it != prefixes_.end())
    return it->second + std::string(curie.substr(colon + 1));
  if (is_iri(curie))
    return std::string(curie);
  return std::nullopt;
}

std::optional<std::string> PrefixMap::contract(std::string_view iri) const {
  const Prefixes::value_type* best = nullptr;
  for (const auto& prefix : prefixes_)
    if (iri.size() > prefix.second.size() && iri.starts_with(prefix.second) && !prefix.second.empty() &&
        (!best || prefix.second.size() > best->second.size()))
      best = &prefix;
  if (!best)
    return std::nullopt;
  return best->first + ":" + std::string(iri.substr(best->second.size()));
}

bool is_iri(std::string_view text) {
  if (!rdf::has_scheme(text))
    return false;
  const auto colon = text.find(':');
  if (text.size() == colon + 1)
    return false;
  if (text.substr(colon + 1).starts_with("//"))
    return text.size() > colon + 3;
  const std::string_view scheme = text.substr(0, colon);
  return scheme == "urn" || scheme == "ni" || scheme == "mailto" || scheme == "tag";
}

bool has_iri_characters(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return !rdf::characters::is_ascii(c) || rdf::characters::is(c, rdf::characters::iri);
  });
}

} // namespace micrograph::sssom
