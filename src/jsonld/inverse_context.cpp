#include "jsonld/inverse_context.hpp"

#include <algorithm>

namespace micrograph::jsonld {

std::string language_key(std::string_view language, std::string_view direction) {
  std::string key(language);
  if (!direction.empty())
    key.append("_").append(direction);
  std::transform(key.begin(), key.end(), key.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return key;
}

InverseContext::InverseContext(const ActiveContext& context) {
  // Shortest first, then by the alphabet: the first to claim a place keeps it.
  std::vector<std::pair<const std::string*, const TermDefinition*>> terms;
  for (const auto& [term, definition] : context.terms)
    if (definition->iri)
      terms.emplace_back(&term, definition.get());
  std::stable_sort(terms.begin(), terms.end(), [](const auto& left, const auto& right) {
    return left.first->size() < right.first->size();
  });
  for (const auto& [term, definition] : terms) {
    add(context, *term, *definition);
    if (definition->prefix)
      prefixes_.push_back({*term, *definition->iri});
  }
}

void InverseContext::add(const ActiveContext& context, const std::string& term,
                         const TermDefinition& definition) {
  Maps& maps = by_iri_[*definition.iri][definition.containers];
  if (maps.any.empty())
    maps.any = term;
  const auto by_type = [&](const std::string& key) { maps.type.emplace(key, term); };
  const auto by_language = [&](const std::string& key) { maps.language.emplace(key, term); };

  if (definition.reverse) {
    by_type("@reverse");
  } else if (definition.type == "@none") {
    by_language("@any");
    by_type("@any");
  } else if (definition.type) {
    by_type(*definition.type);
  } else if (definition.language.given && definition.direction.given) {
    const std::string key =
        language_key(definition.language.value.value_or(""), definition.direction.value.value_or(""));
    by_language(key.empty() ? "@null" : key);
  } else if (definition.language.given) {
    by_language(definition.language.value ? language_key(*definition.language.value, "") : "@null");
  } else if (definition.direction.given) {
    by_language(definition.direction.value ? language_key("", *definition.direction.value) : "@none");
  } else {
    const std::string key = language_key(context.language.value_or(""), context.direction.value_or(""));
    by_language(key.empty() ? "@none" : key);
    by_language("@none");
    by_type("@none");
  }
}

const std::string* InverseContext::select(std::string_view iri, std::span<const Containers> containers, By by,
                                          std::span<const std::string> preferred) const {
  const auto known = by_iri_.find(iri);
  if (known == by_iri_.end())
    return nullptr;
  for (const Containers container : containers) {
    const auto maps = known->second.find(container);
    if (maps == known->second.end())
      continue;
    if (by == By::any)
      return &maps->second.any;
    const Terms& terms = by == By::type ? maps->second.type : maps->second.language;
    for (const std::string& value : preferred)
      if (const auto found = terms.find(value); found != terms.end())
        return &found->second;
  }
  return nullptr;
}

} // namespace micrograph::jsonld
