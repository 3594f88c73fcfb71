#include "prov/names.hpp"

#include "prov/vocabulary.hpp"
#include "rdf/iri.hpp"

#include <algorithm>
#include <utility>

namespace micrograph::prov {

namespace {

constexpr char rdf_namespace[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

bool is_iri_character(char c) {
  return static_cast<unsigned char>(c) > ' ' &&
         std::string_view("<>\"{}|^`\\").find(c) == std::string_view::npos;
}

/// True if every form of PROV can declare it.
bool is_plain_prefix(std::string_view prefix, std::string_view iri) {
  if (prefix.empty() || !((prefix[0] >= 'a' && prefix[0] <= 'z') || (prefix[0] >= 'A' && prefix[0] <= 'Z')))
    return false;
  for (const char c : prefix)
    if (!is_plain(c))
      return false;
  for (const char c : iri)
    if (!is_iri_character(c))
      return false;
  return !iri.empty();
}

/// What no IRI may hold, made so that one can.
std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    constexpr char digits[] = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    if (is_iri_character(c))
      encoded += c;
    else
      ((encoded += '%') += digits[byte >> 4]) += digits[byte & 15];
  }
  return encoded;
}

/// Narrower than RDF, which allows letters of all scripts.
bool is_label(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_plain);
}

} // namespace

std::optional<std::string> absolute_iri(std::string_view text) {
  return rdf::has_scheme(text) ? std::optional(percent_encoded(text)) : std::nullopt;
}

std::optional<std::string> language_tag(std::string_view text) {
  std::string tag;
  std::size_t length = 0; // of the subtag
  for (char c : text) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const bool is_first = tag.size() == length;
    if (c == '-' ? length == 0
                 : ++length > 8 || !is_plain(c) || c == '_' || (is_first && c >= '0' && c <= '9'))
      return std::nullopt;
    length = c == '-' ? 0 : length;
    tag += c;
  }
  return length ? std::optional(tag) : std::nullopt;
}

Names::Names() : prefixes_{{"prov", prov_namespace}, {"xsd", xsd_namespace}, {"rdf", rdf_namespace}} {}

std::optional<std::string> Names::declare(std::string_view prefix, std::string_view iri) {
  // XML Schema's own namespace has no number sign, the IRIs of its datatypes do: PROV-XML declares the one
  // and means the other.
  if (iri == std::string_view(xsd_namespace, sizeof xsd_namespace - 2))
    iri = xsd_namespace;
  const auto [place, is_new] = prefixes_.try_emplace(std::string(prefix), iri);
  if (is_new)
    return std::nullopt;
  return std::exchange(place->second, std::string(iri));
}

void Names::forget(std::string_view prefix) {
  const auto found = prefixes_.find(prefix);
  if (found != prefixes_.end())
    prefixes_.erase(found);
}

const std::string* Names::find(std::string_view prefix) const {
  for (const Names* names = this; names; names = names->outer_)
    if (const auto found = names->prefixes_.find(prefix); found != names->prefixes_.end())
      return &found->second;
  return nullptr;
}

std::optional<std::string> Names::resolve(std::string_view name) const {
  if (name.empty())
    return std::nullopt;
  if (name.starts_with("_:"))
    return is_label(name.substr(2)) ? std::optional(std::string(name)) : std::nullopt;
  // A colon may also stand within the local part of a name in the default namespace, but then the name looks
  // like one whose prefix was forgotten: better refused than misunderstood.
  const auto colon = name.find(':');
  const bool prefixed = colon != std::string_view::npos;
  const std::string* start = find(prefixed ? name.substr(0, colon) : std::string_view());
  return start ? absolute_iri(*start + std::string(name.substr(prefixed ? colon + 1 : 0))) : std::nullopt;
}

NameMaker::NameMaker(const std::map<std::string, std::string>& prefixes) {
  for (const auto& [prefix, iri] : prefixes)
    if (is_plain_prefix(prefix, iri))
      prefixes_.emplace(prefix, iri);
  prefixes_.insert_or_assign("prov", prov_namespace);
  prefixes_.insert_or_assign("xsd", xsd_namespace);
  for (const auto& [prefix, iri] : prefixes_)
    by_namespace_.emplace(iri, prefix);
}

std::string NameMaker::name(std::string_view iri) {
  if (iri.starts_with("_:"))
    return std::string(iri);
  std::size_t split = iri.size();
  while (split > 0 && is_plain(iri[split - 1]))
    --split;
  if (split == 0)
    split = iri.size();
  const std::string_view local = iri.substr(split);
  const std::string_view start = iri.substr(0, split);
  auto found = by_namespace_.find(start);
  if (found == by_namespace_.end()) {
    std::string prefix;
    do
      prefix = "ns" + std::to_string(++made_);
    while (prefixes_.contains(prefix));
    prefixes_.emplace(prefix, percent_encoded(start));
    found = by_namespace_.emplace(std::string(start), prefix).first;
  }
  return found->second + ":" + std::string(local);
}

} // namespace micrograph::prov
