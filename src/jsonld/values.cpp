#include "jsonld/values.hpp"

#include <algorithm>
#include <utility>

namespace micrograph::jsonld {

bool is_value_object(const JsonValue& value) {
  return value.has("@value");
}
bool is_list_object(const JsonValue& value) {
  return value.has("@list");
}

bool is_graph_object(const JsonValue& value) {
  return value.has("@graph") &&
         std::all_of(value.members().begin(), value.members().end(), [](const JsonMember& member) {
           return member.key == "@graph" || member.key == "@id" || member.key == "@index";
         });
}
bool is_simple_graph_object(const JsonValue& value) {
  return is_graph_object(value) && !value.has("@id");
}

bool is_node_object(const JsonValue& value) {
  return value.is_object() && !value.has("@value") && !value.has("@list") && !value.has("@set");
}

JsonValue as_array(JsonValue value) {
  if (value.is_array())
    return value;
  JsonValue array = JsonValue::array();
  array.append(std::move(value));
  return array;
}

std::vector<JsonValue> items_of(JsonValue value) {
  JsonValue array = as_array(std::move(value));
  return std::move(array.items());
}

void add_value(JsonValue& object, std::string_view key, JsonValue value, bool always_array) {
  JsonValue* member = object.find(key);
  if (always_array && (!member || !member->is_array())) {
    JsonValue array = member ? as_array(std::move(*member)) : JsonValue::array();
    member = &object.member(key);
    *member = std::move(array);
  }
  if (value.is_array()) {
    for (JsonValue& item : value.items())
      add_value(object, key, std::move(item), always_array);
  } else if (!member) {
    object.set(key, std::move(value));
  } else {
    if (!member->is_array())
      *member = as_array(std::move(*member));
    member->append(std::move(value));
  }
}

} // namespace micrograph::jsonld
