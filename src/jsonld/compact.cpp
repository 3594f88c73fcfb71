#include "jsonld/compact.hpp"

#include "jsonld/compactor.hpp"
#include "jsonld/expand.hpp"
#include "jsonld/expander.hpp"
#include "jsonld/iri_compaction.hpp"
#include "jsonld/values.hpp"

#include <algorithm>

namespace micrograph::jsonld {

std::string Compactor::alias(const ActiveContext& context, std::string_view keyword) const {
  return compact_iri(context, keyword, true, run_);
}

JsonValue Compactor::compact(ContextPtr context, std::optional<std::string_view> property,
                             const JsonValue& element) {
  run_.spend();
  if (element.is_array())
    return compact_array(context, property, element);
  if (element.is_object())
    return compact_object(std::move(context), property, element);
  return element;
}

JsonValue Compactor::compact_array(const ContextPtr& context, std::optional<std::string_view> property,
                                   const JsonValue& array) {
  JsonValue result = JsonValue::array();
  for (const JsonValue& item : array.items())
    if (JsonValue compacted = compact(context, property, item); !compacted.is_null())
      result.append(std::move(compacted));
  const TermDefinition* const term = property ? context->find(*property) : nullptr;
  const bool keeps_array = property == "@graph" || property == "@set" ||
                           (term && (term->in(list_container) || term->in(set_container)));
  if (result.items().size() == 1 && run_.options().compact_arrays && !keeps_array)
    return std::move(result.items()[0]);
  return result;
}

JsonValue Compactor::compact_object(ContextPtr context, std::optional<std::string_view> property,
                                    const JsonValue& object) {
  const ContextPtr outer = context;
  const TermDefinition* term = property ? outer->find(*property) : nullptr;
  const bool is_reference = object.members().size() == 1 && object.has("@id");
  if (context->previous && !is_value_object(object) && !is_reference)
    context = context->previous;
  if (term && term->local_context) {
    ContextUse use;
    use.override_protected = true;
    context = contexts_.process_scoped(context, *term, use);
  }
  if (object.has("@value") || object.has("@id"))
    if (auto short_form = compact_value(*context, property, object))
      return std::move(*short_form);
  if (const JsonValue* const list = object.find("@list")) {
    const TermDefinition* const now = property ? context->find(*property) : nullptr;
    if (now && now->in(list_container))
      return compact(context, property, *list);
  }
  Node node;
  node.type_context = context;
  node.context = std::move(context);
  node.property = property;
  node.reverse = property == "@reverse";
  if (const JsonValue* const types = object.find("@type"))
    apply_types(node, *types);
  for (const JsonMember* member : members_in_order(object, run_.options().ordered)) {
    const Processing::Within within(run_, member->key);
    if (!compact_keyword(node, member->key, member->value))
      compact_property(node, member->key, member->value);
  }
  return std::move(node.result);
}

void Compactor::apply_types(Node& node, const JsonValue& types) {
  std::vector<std::string> names;
  for (const JsonValue& type : items_of(types))
    if (const auto text = type.string())
      names.push_back(alias(*node.type_context, *text));
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    const TermDefinition* const term = node.type_context->find(name);
    if (!term || !term->local_context)
      continue;
    ContextUse use;
    use.propagate = false;
    node.context = contexts_.process_scoped(node.context, *term, use);
  }
}

bool Compactor::compact_keyword(Node& node, const std::string& keyword, const JsonValue& value) {
  if (keyword == "@id") {
    compact_id(node, value);
  } else if (keyword == "@type") {
    compact_types(node, value);
  } else if (keyword == "@reverse") {
    compact_reverse(node, value);
  } else if (keyword == "@preserve") {
    JsonValue preserved = compact(node.context, node.property, value);
    if (!preserved.is_array() || !preserved.items().empty())
      node.result.set("@preserve", std::move(preserved));
  } else if (keyword == "@index" || keyword == "@direction" || keyword == "@language" ||
             keyword == "@value") {
    const TermDefinition* const term = node.property ? node.context->find(*node.property) : nullptr;
    if (keyword != "@index" || !term || !term->in(index_container))
      node.result.set(alias(*node.context, keyword), value);
  } else {
    return false;
  }
  return true;
}

void Compactor::compact_id(Node& node, const JsonValue& value) {
  JsonValue compacted = value;
  if (const auto id = value.string())
    compacted = JsonValue::of_text(compact_iri(*node.context, *id, false, run_));
  node.result.set(alias(*node.context, "@id"), std::move(compacted));
}

void Compactor::compact_types(Node& node, const JsonValue& value) {
  const auto compact_one = [&](const JsonValue& type) {
    const auto text = type.string();
    return text ? JsonValue::of_text(alias(*node.type_context, *text)) : type;
  };
  const std::string key = alias(*node.context, "@type");
  const TermDefinition* const term = node.context->find(key);
  const bool as_array = (run_.is_1_1() && term && term->in(set_container)) || !run_.options().compact_arrays;
  if (!value.is_array()) {
    add_value(node.result, key, compact_one(value), as_array);
    return;
  }
  JsonValue types = JsonValue::array();
  for (const JsonValue& type : value.items())
    types.append(compact_one(type));
  if (types.items().empty()) {
    node.result.set(key, std::move(types));
    return;
  }
  add_value(node.result, key, std::move(types), as_array);
}

void Compactor::compact_reverse(Node& node, const JsonValue& value) {
  JsonValue compacted = compact(node.context, "@reverse", value);
  JsonValue rest = JsonValue::object();
  for (JsonMember& member : compacted.members()) {
    const TermDefinition* const term = node.context->find(member.key);
    if (term && term->reverse)
      add_value(node.result, member.key, std::move(member.value),
                term->in(set_container) || !run_.options().compact_arrays);
    else
      rest.set(member.key, std::move(member.value));
  }
  if (!rest.members().empty())
    node.result.set(alias(*node.context, "@reverse"), std::move(rest));
}

JsonValue& Compactor::target_of(Node& node, const TermDefinition& term) {
  if (!term.nest)
    return node.result;
  const TermDefinition* const nest = node.context->find(*term.nest);
  if (*term.nest != "@nest" && (!nest || nest->iri != "@nest"))
    run_.fail("jsonld.invalid-nest-value", "The term \"" + *term.nest + "\" does not mean \"@nest\".");
  JsonValue& target = node.result.member(*term.nest);
  if (!target.is_object())
    target = JsonValue::object();
  return target;
}

void Compactor::compact_property(Node& node, const std::string& property, const JsonValue& values) {
  static const TermDefinition plain;
  if (values.is_array() && values.items().empty()) {
    const std::string key = compact_iri(*node.context, property, true, run_, &values, node.reverse);
    const TermDefinition* const term = node.context->find(key);
    JsonValue& target = target_of(node, term ? *term : plain);
    if (!target.has(key))
      target.set(key, JsonValue::array());
    else
      add_value(target, key, JsonValue::array(), true);
    return;
  }
  for (const JsonValue& item : items_of(values)) {
    run_.spend(1 + node.result.members().size() / 8);
    compact_item(node, property, item);
  }
}

void Compactor::compact_item(Node& node, const std::string& property, const JsonValue& item) {
  static const TermDefinition plain;
  const std::string key = compact_iri(*node.context, property, true, run_, &item, node.reverse);
  const TermDefinition* const known = node.context->find(key);
  const TermDefinition& term = known ? *known : plain;
  const bool as_array =
      term.in(set_container) || key == "@graph" || key == "@list" || !run_.options().compact_arrays;
  const Slot slot{target_of(node, term), key, term, as_array};

  const bool list = is_list_object(item);
  const bool graph = is_graph_object(item);
  const JsonValue& content = list ? *item.find("@list") : graph ? *item.find("@graph") : item;
  JsonValue compacted = compact(node.context, key, content);
  constexpr Containers keyed = language_container | index_container | id_container | type_container;
  if (list)
    put_list(node, slot, item, std::move(compacted));
  else if (graph)
    put_graph(node, slot, item, std::move(compacted));
  else if ((term.containers & keyed) != 0 && !term.in(graph_container))
    put_in_map(node, slot, item, std::move(compacted));
  else
    add_value(slot.result, key, std::move(compacted), as_array);
}

JsonValue compact_expanded(JsonValue expanded, const JsonValue& context, const std::string& base,
                           const std::string& url, Processing& run, bool always_graph) {
  Compactor compactor(run);
  const JsonValue* const inner = context.find("@context");
  const JsonValue& local = inner ? *inner : context;
  ContextPtr active = compactor.contexts().process(initial_context(base), local, url.empty() ? base : url);
  if (!run.options().compact_to_relative) {
    auto changed = std::make_shared<ActiveContext>(*active);
    changed->base = run.options().base.empty() ? std::nullopt : std::optional(run.options().base);
    active = std::move(changed);
  }
  JsonValue compacted = compactor.compact(active, std::nullopt, expanded);
  if (compacted.is_array() || always_graph) {
    compacted = as_array(std::move(compacted));
    JsonValue object = JsonValue::object();
    if (always_graph || !compacted.items().empty())
      object.set(compact_iri(*active, "@graph", true, run), std::move(compacted));
    compacted = std::move(object);
  }
  const bool says_nothing = local.is_null() || (local.is_object() && local.members().empty()) ||
                            (local.is_array() && local.items().empty());
  if (says_nothing || !compacted.is_object())
    return compacted;
  JsonValue result = JsonValue::object();
  result.set("@context", local);
  for (JsonMember& member : compacted.members())
    result.set(member.key, std::move(member.value));
  return result;
}

JsonValue compact(const Input& input, const JsonValue& context, const Options& options,
                  DocumentLoader& loader) {
  Processing run(options, loader, input.name);
  return compact_expanded(expand(input, run), context, base_of(input, options), input.url, run);
}

} // namespace micrograph::jsonld
