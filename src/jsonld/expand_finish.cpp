// Scalars, and what is checked of an object when all its members are expanded (JSON-LD 1.1 API,
// section 5.1.2, steps 4 and 15 to 19; section 5.3.2, Value Expansion).

#include "jsonld/expander.hpp"

#include "jsonld/keywords.hpp"
#include "jsonld/values.hpp"
#include "rdf/iri.hpp"

#include <algorithm>

namespace micrograph::jsonld {

Expander::Expanded Expander::expand_scalar(const ContextPtr& context, Property property,
                                           const JsonValue& scalar) {
  if (!property || property == "@graph")
    return std::nullopt;
  const TermDefinition* const term = context->find(*property);
  if (!term || !term->local_context)
    return expand_value(*context, *property, scalar);
  ContextUse use;
  use.override_protected = true;
  return expand_value(*contexts_.process_scoped(context, *term, use), *property, scalar);
}

JsonValue Expander::expand_value(const ActiveContext& context, std::string_view property,
                                 const JsonValue& scalar) const {
  const TermDefinition* const term = context.find(property);
  const std::string type = term ? term->type.value_or("") : "";
  JsonValue result = JsonValue::object();
  if ((type == "@id" || type == "@vocab") && scalar.is_string()) {
    const Relative relative = type == "@id" ? Relative::document : Relative::vocab_and_document;
    auto id = expand_iri(context, *scalar.string(), relative);
    result.set("@id", id ? JsonValue::of_text(std::move(*id)) : JsonValue());
    return result;
  }
  result.set("@value", scalar);
  if (!type.empty() && type != "@id" && type != "@vocab" && type != "@none") {
    result.set("@type", JsonValue::of_text(type));
  } else if (scalar.is_string()) {
    const auto& language = term && term->language.given ? term->language.value : context.language;
    const auto& direction = term && term->direction.given ? term->direction.value : context.direction;
    if (language)
      result.set("@language", JsonValue::of_text(*language));
    if (direction)
      result.set("@direction", JsonValue::of_text(*direction));
  }
  return result;
}

void Expander::check_value_object(const JsonValue& result) const {
  for (const JsonMember& member : result.members())
    if (member.key != "@direction" && member.key != "@index" && member.key != "@language" &&
        member.key != "@type" && member.key != "@value")
      run_.fail("jsonld.invalid-value-object", "An object with \"@value\" has the member \"" + member.key +
                                                   "\", which says something about a node.");
  const JsonValue* const type = result.find("@type");
  if (type && (result.has("@language") || result.has("@direction")))
    run_.fail("jsonld.invalid-value-object",
              "A value has a type, or else a language and a direction, but not both.");
  if ((type && type->is_text("@json")) || frame_)
    return;
  const JsonValue& value = *result.find("@value");
  if (value.is_null())
    return;
  if (!value.is_string() && result.has("@language"))
    run_.fail("jsonld.invalid-language-tagged-value", "Only a string can have a language.");
  if (type && !(type->is_string() && is_absolute_iri(*type->string())))
    run_.fail("jsonld.invalid-typed-value", "The type of a value must be one IRI.");
}

Expander::Expanded Expander::finish(Node& node) {
  JsonValue& result = node.result;
  if (const JsonValue* const value = result.find("@value")) {
    check_value_object(result);
    const JsonValue* const type = result.find("@type");
    const bool is_json = type && type->is_text("@json");
    if (!is_json && (value->is_null() || (!frame_ && value->is_array() && value->items().empty())))
      return std::nullopt;
  } else if (JsonValue* const type = result.find("@type")) {
    *type = as_array(std::move(*type));
  } else if (result.has("@set") || result.has("@list")) {
    const bool index = result.has("@index");
    if (result.members().size() > (index ? 2u : 1u))
      run_.fail("jsonld.invalid-set-or-list-object",
                "Besides \"@set\" or \"@list\" an object can have only \"@index\".");
    if (JsonValue* const set = result.find("@set")) {
      JsonValue items = std::move(*set);
      result = std::move(items);
    }
  }
  if (result.is_null())
    return std::nullopt; // an empty `@set`
  if (!result.is_object())
    return std::move(result);
  const auto& members = result.members();
  if (members.size() == 1 && members[0].key == "@language")
    return std::nullopt;
  if (!node.property || node.property == "@graph") {
    // What says nothing, or belongs to nothing, is dropped.
    const bool says_nothing = members.empty() || (members.size() == 1 && members[0].key == "@id");
    if ((says_nothing && !frame_) || is_value_object(result) || is_list_object(result))
      return std::nullopt;
  }
  return std::move(result);
}

} // namespace micrograph::jsonld
