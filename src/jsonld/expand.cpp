#include "jsonld/expand.hpp"

#include "jsonld/expander.hpp"
#include "jsonld/keywords.hpp"
#include "jsonld/values.hpp"

#include <algorithm>

namespace micrograph::jsonld {

std::vector<const JsonMember*> members_in_order(const JsonValue& object, bool ordered) {
  std::vector<const JsonMember*> members;
  for (const JsonMember& member : object.members())
    members.push_back(&member);
  if (ordered)
    std::sort(members.begin(), members.end(),
              [](const JsonMember* left, const JsonMember* right) { return left->key < right->key; });
  return members;
}

Expander::Expanded Expander::expand(ContextPtr context, Property property, const JsonValue& element,
                                    bool from_map) {
  run_.spend();
  switch (element.kind()) {
  case JsonValue::Kind::null:
    return std::nullopt;
  case JsonValue::Kind::array:
    return expand_array(context, property, element, from_map);
  case JsonValue::Kind::object:
    return expand_object(std::move(context), property, element, from_map);
  default:
    return expand_scalar(context, property, element);
  }
}

Expander::Expanded Expander::expand_array(const ContextPtr& context, Property property,
                                          const JsonValue& array, bool from_map) {
  const TermDefinition* const term = property ? context->find(*property) : nullptr;
  JsonValue result = JsonValue::array();
  for (std::size_t i = 0; i < array.items().size(); ++i) {
    const Processing::Within within(run_, i);
    Expanded item = expand(context, property, array.items()[i], from_map);
    if (!item)
      continue;
    if (item->is_array() && term && term->in(list_container)) {
      JsonValue list = JsonValue::object(); // a list within a list
      list.set("@list", std::move(*item));
      result.append(std::move(list));
    } else if (item->is_array()) {
      for (JsonValue& inner : item->items())
        result.append(std::move(inner));
    } else {
      result.append(std::move(*item));
    }
  }
  return result;
}

ContextPtr Expander::leave_previous(ContextPtr context, const JsonValue& object) const {
  if (!context->previous)
    return context;
  const auto means = [&](const JsonMember& member, std::string_view keyword) {
    return expand_iri(*context, member.key, Relative::vocab) == keyword;
  };
  const auto& members = object.members();
  const bool is_value = std::any_of(members.begin(), members.end(),
                                    [&](const JsonMember& member) { return means(member, "@value"); });
  const bool is_reference = members.size() == 1 && means(members[0], "@id");
  return is_value || is_reference ? context : context->previous;
}

Expander::Expanded Expander::expand_object(ContextPtr context, Property property, const JsonValue& object,
                                           bool from_map) {
  // The definition belongs to the context at hand, which is then left or extended.
  const ContextPtr outer = context;
  const TermDefinition* const term = property ? outer->find(*property) : nullptr;
  if (!from_map)
    context = leave_previous(std::move(context), object);
  if (term && term->local_context) {
    ContextUse use;
    use.override_protected = true;
    context = contexts_.process_scoped(context, *term, use);
  }
  if (const JsonValue* const local = object.find("@context")) {
    const Processing::Within within(run_, "@context");
    context = contexts_.process(context, *local, base_url_);
  }
  Node node;
  node.type_context = context;
  node.context = std::move(context);
  node.property = property;
  apply_types(node, object);
  expand_members(node, object);
  return finish(node);
}

void Expander::apply_types(Node& node, const JsonValue& object) {
  const JsonMember* first = nullptr;
  for (const JsonMember* member : members_in_order(object, true)) {
    if (expand_iri(*node.context, member->key, Relative::vocab) != "@type")
      continue;
    if (!first)
      first = member;
    std::vector<std::string_view> types;
    if (const auto single = member->value.string())
      types.push_back(*single);
    for (const JsonValue& item : member->value.items())
      if (const auto type = item.string())
        types.push_back(*type);
    std::sort(types.begin(), types.end());
    for (const std::string_view type : types) {
      const TermDefinition* const term = node.type_context->find(type);
      if (!term || !term->local_context)
        continue;
      ContextUse use;
      use.propagate = false;
      node.context = contexts_.process_scoped(node.context, *term, use);
    }
  }
  if (!first)
    return;
  const JsonValue& value =
      first->value.is_array() && !first->value.items().empty() ? first->value.items().back() : first->value;
  if (const auto type = value.string())
    node.input_type = expand_iri(*node.context, *type, Relative::vocab);
}

void Expander::expand_members(Node& node, const JsonValue& object) {
  std::vector<const JsonMember*> nests;
  for (const JsonMember* member : members_in_order(object, run_.options().ordered)) {
    if (member->key == "@context")
      continue;
    const Processing::Within within(run_, member->key);
    run_.spend(1 + node.result.members().size() / 8);
    expand_member(node, *member, nests);
  }
  expand_nested(node, nests);
}

void Expander::expand_nested(Node& node, const std::vector<const JsonMember*>& nests) {
  for (const JsonMember* nest : nests) {
    const Processing::Within within(run_, nest->key);
    const auto expand_one = [&](const JsonValue& nested) {
      const auto is_value = [&](const JsonMember& member) {
        return expand_iri(*node.context, member.key, Relative::vocab) == "@value";
      };
      if (!nested.is_object() || std::any_of(nested.members().begin(), nested.members().end(), is_value))
        run_.fail("jsonld.invalid-nest-value", "What is nested must be an object, and none with \"@value\".");
      const ContextPtr outer = node.context;
      if (const TermDefinition* const term = outer->find(nest->key); term && term->local_context) {
        ContextUse use;
        use.override_protected = true;
        node.context = contexts_.process_scoped(node.context, *term, use);
      }
      expand_members(node, nested);
      node.context = outer;
    };
    if (!nest->value.is_array()) {
      expand_one(nest->value);
      continue;
    }
    for (std::size_t i = 0; i < nest->value.items().size(); ++i) {
      const Processing::Within within_item(run_, i);
      expand_one(nest->value.items()[i]);
    }
  }
}

void Expander::expand_member(Node& node, const JsonMember& member, std::vector<const JsonMember*>& nests) {
  const auto& [key, value] = member;
  const auto expanded_key = expand_iri(*node.context, key, Relative::vocab);
  if (!expanded_key || (expanded_key->find(':') == std::string::npos && !is_keyword(*expanded_key)))
    return;
  const std::string& property = *expanded_key;
  if (property == "@nest") {
    check_keyword(node, property);
    nests.push_back(&member);
    return;
  }
  if (is_keyword(property)) {
    expand_keyword(node, property, value);
    return;
  }
  static const TermDefinition plain;
  const TermDefinition* const known = node.context->find(key);
  const TermDefinition& term = known ? *known : plain;
  constexpr Containers keyed = index_container | type_container | id_container;
  Expanded expanded;
  if (term.type == "@json") {
    expanded = JsonValue::object();
    expanded->set("@value", value);
    expanded->set("@type", JsonValue::of_text("@json"));
  } else if (term.in(language_container) && value.is_object()) {
    expanded = expand_language_map(node, term, value);
  } else if ((term.containers & keyed) != 0 && value.is_object()) {
    expanded = expand_keyed_map(node, key, term, value);
  } else {
    expanded = expand(node.context, key, value);
  }
  if (!expanded)
    return;
  if (term.in(list_container) && !is_list_object(*expanded)) {
    JsonValue list = JsonValue::object();
    list.set("@list", as_array(std::move(*expanded)));
    expanded = std::move(list);
  }
  if (term.in(graph_container) && !term.in(id_container) && !term.in(index_container))
    expanded = wrap_graphs(std::move(*expanded));
  if (term.reverse)
    add_reverse(node.result, property, std::move(*expanded));
  else
    add_value(node.result, property, std::move(*expanded), true);
}

JsonValue Expander::wrap_graphs(JsonValue values) {
  JsonValue graphs = JsonValue::array();
  for (JsonValue& value : items_of(std::move(values))) {
    JsonValue graph = JsonValue::object();
    graph.set("@graph", as_array(std::move(value)));
    graphs.append(std::move(graph));
  }
  return graphs;
}

void Expander::add_reverse(JsonValue& result, const std::string& property, JsonValue items) {
  JsonValue& reverse = result.member("@reverse");
  if (!reverse.is_object())
    reverse = JsonValue::object();
  items = as_array(std::move(items));
  for (JsonValue& item : items.items()) {
    if (is_value_object(item) || is_list_object(item))
      run_.fail("jsonld.invalid-reverse-property-value",
                "The value of a reverse property must be a node: it becomes a subject.");
    add_value(reverse, property, std::move(item), true);
  }
}

const std::string& base_of(const Input& input, const Options& options) {
  if (input.base)
    return *input.base;
  return options.base.empty() ? input.url : options.base;
}

JsonValue expand(const Input& input, Processing& run, bool frame) {
  const Options& options = run.options();
  Expander expander(run, input.url, frame);
  ContextPtr context = initial_context(base_of(input, options));
  if (options.expand_context) {
    const JsonValue* const inner = options.expand_context->find("@context");
    context = expander.contexts().process(context, inner ? *inner : *options.expand_context,
                                          context->original_base);
  }
  if (input.context_url)
    context = expander.contexts().process(context, JsonValue::of_text(*input.context_url), input.url);

  Expander::Expanded expanded = expander.expand(context, std::nullopt, input.document);
  if (!expanded)
    return JsonValue::array();
  if (expanded->is_object() && expanded->members().size() == 1 && expanded->has("@graph")) {
    JsonValue graph = std::move(*expanded->find("@graph"));
    return as_array(std::move(graph));
  }
  return as_array(std::move(*expanded));
}

JsonValue expand(const Input& input, const Options& options, DocumentLoader& loader) {
  Processing run(options, loader, input.name);
  return expand(input, run);
}

} // namespace micrograph::jsonld
