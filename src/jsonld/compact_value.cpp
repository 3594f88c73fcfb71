// Value Compaction (JSON-LD 1.1 API, section 6.3.2).

#include "jsonld/compactor.hpp"

#include "jsonld/inverse_context.hpp"
#include "jsonld/iri_compaction.hpp"
#include "jsonld/values.hpp"

namespace micrograph::jsonld {

namespace {

std::string text_of(const JsonValue& object, std::string_view key) {
  const JsonValue* const value = object.find(key);
  const auto text = value ? value->string() : std::nullopt;
  return std::string(text.value_or(""));
}

/// True if the context gives a string without language and direction of its own what this one has.
bool has_language_of_context(const ActiveContext& context, const TermDefinition& term,
                             const JsonValue& value) {
  const auto& language = term.language.given ? term.language.value : context.language;
  const auto& direction = term.direction.given ? term.direction.value : context.direction;
  return language_key(language.value_or(""), "") == language_key(text_of(value, "@language"), "") &&
         direction.value_or("") == text_of(value, "@direction");
}

} // namespace

std::optional<JsonValue> Compactor::compact_value(const ActiveContext& context,
                                                  std::optional<std::string_view> property,
                                                  const JsonValue& value) const {
  static const TermDefinition plain;
  const TermDefinition* const known = property ? context.find(*property) : nullptr;
  const TermDefinition& term = known ? *known : plain;
  const bool index = value.has("@index");
  const bool index_is_kept = !index || term.in(index_container);
  const JsonValue* const id = value.find("@id");
  const JsonValue* const content = value.find("@value");
  const std::string type = text_of(value, "@type");

  if (id && id->is_string() && value.members().size() == (index ? 2u : 1u)) {
    if (index_is_kept && (term.type == "@id" || term.type == "@vocab"))
      return JsonValue::of_text(compact_iri(context, *id->string(), term.type == "@vocab", run_));
  } else if (content && !type.empty() && term.type == type) {
    if (index_is_kept)
      return *content;
  } else if (content && type.empty() && term.type != "@none") {
    const bool plain_value = content->is_string()
                                 ? has_language_of_context(context, term, value) && !term.type
                                 : !value.has("@language");
    if (index_is_kept && plain_value)
      return *content;
  }
  return std::nullopt;
}

} // namespace micrograph::jsonld
