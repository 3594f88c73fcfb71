#include "jsonld/node_map.hpp"

#include "jsonld/keywords.hpp"
#include "jsonld/values.hpp"

#include <algorithm>

namespace micrograph::jsonld {

namespace {

constexpr std::size_t few = 8; ///< values that are compared one by one

JsonValue reference_to(std::string_view id) {
  JsonValue reference = JsonValue::object();
  reference.set("@id", JsonValue::of_text(std::string(id)));
  return reference;
}

class NodeMapMaker {
public:
  NodeMapMaker(Processing& run, BlankLabels& labels) : run_(run), labels_(labels) { graphs_["@default"]; }

  /// Where a value goes: to a property of a node, to a list, or (reversed) it is a node that gets a property.
  struct Target {
    FlatNode* subject = nullptr;
    const std::string* property = nullptr;
    JsonValue* list = nullptr;           ///< the items, if within a list
    const std::string* object = nullptr; ///< set where reversed: the id that the property leads to
  };

  void add(const JsonValue& element, const std::string& graph, const Target& target) {
    run_.spend();
    if (element.is_array()) {
      for (const JsonValue& item : element.items())
        add(item, graph, target);
    } else if (is_value_object(element)) {
      add_value_object(element, target);
    } else if (const JsonValue* const list = element.find("@list")) {
      JsonValue items = JsonValue::array();
      Target inner = target;
      inner.list = &items;
      add(*list, graph, inner);
      JsonValue result = JsonValue::object();
      result.set("@list", std::move(items));
      put(std::move(result), target, true);
    } else if (element.is_object()) {
      add_node(element, graph, target);
    }
  }

  NodeMap take() { return std::move(graphs_); }

private:
  [[nodiscard]] std::string relabelled(std::string_view id) {
    return is_blank_label(id) ? labels_.of(id) : std::string(id);
  }

  void put(JsonValue value, const Target& target, bool may_repeat = false) {
    if (target.list)
      target.list->append(std::move(value));
    else if (target.subject)
      target.subject->properties[*target.property].add(std::move(value), may_repeat);
  }

  void add_value_object(const JsonValue& element, const Target& target) {
    JsonValue value = element;
    if (JsonValue* const type = value.find("@type"); type && type->is_string())
      *type = JsonValue::of_text(relabelled(*type->string()));
    put(std::move(value), target);
  }

  void add_node(const JsonValue& element, const std::string& graph, const Target& target) {
    const JsonValue* const id_value = element.find("@id");
    if (id_value && !id_value->is_string())
      return; // its name was a term that is to be ignored
    const std::string id = id_value ? relabelled(*id_value->string()) : labels_.fresh();
    FlatNode& node = graphs_[graph][id]; // stays where it is, whatever else comes into the map
    node.id = id;
    if (target.object)
      node.properties[*target.property].add(reference_to(*target.object));
    else
      put(reference_to(id), target);

    if (const JsonValue* const types = element.find("@type"))
      for (const JsonValue& type : items_of(*types))
        if (const auto text = type.string())
          node.types.add(JsonValue::of_text(relabelled(*text)));
    if (const JsonValue* const index = element.find("@index")) {
      if (node.index && !(*node.index == *index))
        run_.fail("jsonld.conflicting-indexes",
                  "The node <" + id + "> has two different values of \"@index\".");
      node.index = *index;
    }
    add_members(element, graph, node);
  }

  void add_members(const JsonValue& element, const std::string& graph, FlatNode& node) {
    if (const JsonValue* const reverse = element.find("@reverse"))
      for (const JsonMember& member : reverse->members()) {
        const std::string property = relabelled(member.key);
        add(member.value, graph, {nullptr, &property, nullptr, &node.id});
      }
    if (const JsonValue* const content = element.find("@graph")) {
      const std::string name = node.id;
      graphs_[name];
      add(*content, name, {});
    }
    if (const JsonValue* const included = element.find("@included"))
      add(*included, graph, {});

    std::vector<const JsonMember*> members;
    for (const JsonMember& member : element.members())
      if (!is_keyword(member.key))
        members.push_back(&member);
    std::sort(members.begin(), members.end(),
              [](const JsonMember* left, const JsonMember* right) { return left->key < right->key; });
    for (const JsonMember* member : members) {
      const std::string property = relabelled(member->key);
      node.properties[property]; // also where there are no values
      add(member->value, graph, {&node, &property, nullptr, nullptr});
    }
  }

  Processing& run_;
  BlankLabels& labels_;
  NodeMap graphs_;
};

} // namespace

void PropertyValues::add(JsonValue value, bool may_repeat) {
  if (!may_repeat) {
    if (items_.size() < few) {
      if (std::find(items_.begin(), items_.end(), value) != items_.end())
        return;
    } else {
      if (seen_.empty())
        for (const JsonValue& item : items_)
          seen_.insert(canonical_json(item));
      if (!seen_.insert(canonical_json(value)).second)
        return;
    }
  }
  items_.push_back(std::move(value));
}

JsonValue FlatNode::to_json() const {
  JsonValue node = JsonValue::object();
  node.set("@id", JsonValue::of_text(id));
  if (!types.items().empty())
    node.set("@type", JsonValue::array(types.items()));
  if (index)
    node.set("@index", *index);
  for (const auto& [property, values] : properties)
    node.set(property, JsonValue::array(values.items()));
  return node;
}

NodeMap make_node_map(const JsonValue& expanded, Processing& run, BlankLabels& labels) {
  NodeMapMaker maker(run, labels);
  maker.add(expanded, "@default", {});
  return maker.take();
}

FlatGraph merge_graphs(const NodeMap& graphs) {
  FlatGraph merged;
  for (const auto& [name, graph] : graphs)
    for (const auto& [id, node] : graph) {
      FlatNode& target = merged[id];
      target.id = id;
      for (const JsonValue& type : node.types.items())
        target.types.add(type);
      if (node.index)
        target.index = node.index;
      for (const auto& [property, values] : node.properties) {
        PropertyValues& all = target.properties[property];
        for (const JsonValue& value : values.items())
          all.add(value);
      }
    }
  return merged;
}

} // namespace micrograph::jsonld
