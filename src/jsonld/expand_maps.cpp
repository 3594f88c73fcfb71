// Objects whose keys are not properties: language maps and maps by index, id or type (JSON-LD 1.1 API,
// section 5.1.2, steps 13.7 and 13.8).

#include "jsonld/expander.hpp"

#include "jsonld/values.hpp"

namespace micrograph::jsonld {

JsonValue Expander::expand_language_map(const Node& node, const TermDefinition& term, const JsonValue& map) {
  JsonValue result = JsonValue::array();
  const auto& direction = term.direction.given ? term.direction.value : node.context->direction;
  for (const JsonMember* member : members_in_order(map, run_.options().ordered)) {
    const Processing::Within within(run_, member->key);
    const bool no_language = expand_iri(*node.context, member->key, Relative::vocab) == "@none";
    for (const JsonValue& item : items_of(member->value)) {
      run_.spend();
      if (item.is_null())
        continue;
      if (!item.is_string())
        run_.fail("jsonld.invalid-language-map-value", "A value in a language map is not a string.");
      JsonValue value = JsonValue::object();
      value.set("@value", item);
      if (!no_language)
        value.set("@language", JsonValue::of_text(member->key));
      if (direction)
        value.set("@direction", JsonValue::of_text(*direction));
      result.append(std::move(value));
    }
  }
  return result;
}

JsonValue Expander::expand_keyed_map(const Node& node, const std::string& key, const TermDefinition& term,
                                     const JsonValue& map) {
  JsonValue result = JsonValue::array();
  const bool by_node = term.in(id_container) || term.in(type_container);
  const ContextPtr outer = by_node && node.context->previous ? node.context->previous : node.context;
  for (const JsonMember* member : members_in_order(map, run_.options().ordered)) {
    const Processing::Within within(run_, member->key);
    ContextPtr context = outer;
    if (term.in(type_container)) {
      if (const TermDefinition* const type = outer->find(member->key); type && type->local_context) {
        ContextUse use;
        use.propagate = false;
        context = contexts_.process_scoped(outer, *type, use);
      }
    }
    const auto index = expand_iri(*node.context, member->key, Relative::vocab);
    const JsonValue values = as_array(member->value);
    Expanded items = expand(context, key, values, true);
    if (!items)
      continue;
    for (JsonValue& item : items->items()) {
      if (term.in(graph_container) && !is_graph_object(item)) {
        JsonValue graph = JsonValue::object();
        graph.set("@graph", as_array(std::move(item)));
        item = std::move(graph);
      }
      if (index != "@none")
        label_item(node, term, member->key, index, item);
      result.append(std::move(item));
    }
  }
  return result;
}

void Expander::label_item(const Node& node, const TermDefinition& term, const std::string& index,
                          const std::optional<std::string>& expanded_index, JsonValue& item) {
  const auto prepend = [&](std::string_view key, JsonValue value) {
    JsonValue values = as_array(std::move(value));
    if (JsonValue* const known = item.find(key))
      for (JsonValue& old : items_of(std::move(*known)))
        values.append(std::move(old));
    item.set(key, std::move(values));
  };
  const bool plain_index = term.in(index_container) && (!term.index || *term.index == "@index");
  if (plain_index) {
    if (!item.has("@index"))
      item.set("@index", JsonValue::of_text(index));
    return;
  }
  if (is_value_object(item))
    run_.fail("jsonld.invalid-value-object",
              "A value in a map by property, id or type cannot have what the key says: it is no node.");
  if (term.in(index_container)) {
    if (const auto property = expand_iri(*node.context, *term.index, Relative::vocab))
      prepend(*property, expand_value(*node.context, *term.index, JsonValue::of_text(index)));
  } else if (term.in(id_container)) {
    auto id = item.has("@id") ? std::nullopt : expand_iri(*node.context, index, Relative::document);
    if (id)
      item.set("@id", JsonValue::of_text(std::move(*id)));
  } else if (expanded_index) {
    prepend("@type", JsonValue::of_text(*expanded_index));
  }
}

} // namespace micrograph::jsonld
