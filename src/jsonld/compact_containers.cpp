// Where a compacted item goes that is a list or a graph, or whose term has a container with keys (JSON-LD 1.1
// API, section 6.1.2, steps 12.8.7 to 12.8.9).

#include "jsonld/compactor.hpp"

#include "jsonld/iri_compaction.hpp"
#include "jsonld/iri_expansion.hpp"
#include "jsonld/values.hpp"

#include <utility>

namespace micrograph::jsonld {

namespace {

JsonValue& map_in(JsonValue& result, const std::string& key) {
  JsonValue& map = result.member(key);
  if (!map.is_object())
    map = JsonValue::object();
  return map;
}

} // namespace

void Compactor::put_list(Node& node, const Slot& slot, const JsonValue& item, JsonValue compacted) {
  compacted = as_array(std::move(compacted));
  if (slot.term.in(list_container)) {
    slot.result.set(slot.key, std::move(compacted));
    return;
  }
  JsonValue list = JsonValue::object();
  list.set(alias(*node.context, "@list"), std::move(compacted));
  if (const JsonValue* const index = item.find("@index"))
    list.set(alias(*node.context, "@index"), *index);
  add_value(slot.result, slot.key, std::move(list), slot.as_array);
}

void Compactor::put_graph(Node& node, const Slot& slot, const JsonValue& item, JsonValue compacted) {
  const TermDefinition& term = slot.term;
  if (term.in(graph_container) && term.in(id_container)) {
    const JsonValue* const id = item.find("@id");
    const std::string key = id && id->is_string() ? compact_iri(*node.context, *id->string(), false, run_)
                                                  : alias(*node.context, "@none");
    add_value(map_in(slot.result, slot.key), key, std::move(compacted), slot.as_array);
    return;
  }
  if (term.in(graph_container) && term.in(index_container) && is_simple_graph_object(item)) {
    const JsonValue* const index = item.find("@index");
    const std::string key =
        index && index->is_string() ? std::string(*index->string()) : alias(*node.context, "@none");
    add_value(map_in(slot.result, slot.key), key, std::move(compacted), slot.as_array);
    return;
  }
  if (term.in(graph_container) && is_simple_graph_object(item)) {
    if (compacted.is_array() && compacted.items().size() > 1) {
      // Several nodes would be taken for several graphs.
      JsonValue included = JsonValue::object();
      included.set(alias(*node.context, "@included"), std::move(compacted));
      compacted = std::move(included);
    }
    add_value(slot.result, slot.key, std::move(compacted), slot.as_array);
    return;
  }
  JsonValue graph = JsonValue::object();
  graph.set(alias(*node.context, "@graph"), std::move(compacted));
  if (const JsonValue* const id = item.find("@id"); id && id->is_string())
    graph.set(alias(*node.context, "@id"),
              JsonValue::of_text(compact_iri(*node.context, *id->string(), false, run_)));
  if (const JsonValue* const index = item.find("@index"))
    graph.set(alias(*node.context, "@index"), *index);
  add_value(slot.result, slot.key, std::move(graph), slot.as_array);
}

std::optional<std::string> Compactor::index_key(Node& node, const Slot& slot, const JsonValue& item,
                                                JsonValue& compacted) {
  const auto text_of = [](const JsonValue* value) -> std::optional<std::string> {
    const auto text = value ? value->string() : std::nullopt;
    return text ? std::optional<std::string>(*text) : std::nullopt;
  };
  /// Takes the first value of a member out of the compacted item, if it is a string.
  const auto take_first = [&](const std::string& key) -> std::optional<std::string> {
    JsonValue* const member = compacted.find(key);
    if (!member)
      return std::nullopt;
    std::vector<JsonValue> values = items_of(*member);
    auto first = text_of(values.empty() ? nullptr : &values.front());
    if (!first)
      return std::nullopt;
    values.erase(values.begin());
    compacted.erase(key);
    if (!values.empty())
      add_value(compacted, key, JsonValue::array(std::move(values)), false);
    return first;
  };

  const TermDefinition& term = slot.term;
  if (term.in(language_container)) {
    if (const JsonValue* const value = item.find("@value"); value && compacted.is_object())
      compacted = *value;
    return text_of(item.find("@language"));
  }
  if (term.in(index_container)) {
    if (!term.index || *term.index == "@index")
      return text_of(item.find("@index"));
    // The key may be any of the terms for the property; which one it became hung on its value.
    const auto property = expand_iri(*node.context, *term.index, Relative::vocab);
    for (const JsonMember& member : std::as_const(compacted).members())
      if (expand_iri(*node.context, member.key, Relative::vocab) == property)
        return take_first(std::string(member.key));
    return std::nullopt;
  }
  if (term.in(id_container)) {
    const std::string key = alias(*node.context, "@id");
    auto id = text_of(compacted.find(key));
    if (compacted.is_object())
      compacted.erase(key);
    return id;
  }
  auto type = take_first(alias(*node.context, "@type"));
  // With nothing but its name left, the node is written as a reference.
  const auto& members = std::as_const(compacted).members();
  if (members.size() == 1 && expand_iri(*node.context, members[0].key, Relative::vocab) == "@id") {
    JsonValue reference = JsonValue::object();
    reference.set("@id", *item.find("@id"));
    compacted = compact(node.context, slot.key, reference);
  }
  return type;
}

void Compactor::put_in_map(Node& node, const Slot& slot, const JsonValue& item, JsonValue compacted) {
  const auto key = index_key(node, slot, item, compacted);
  add_value(map_in(slot.result, slot.key), key ? *key : alias(*node.context, "@none"), std::move(compacted),
            slot.as_array);
}

} // namespace micrograph::jsonld
