#pragma once

#include "base/json_value.hpp"

#include <string_view>
#include <vector>

/// The kinds of objects that the algorithms tell apart, in expanded form.
namespace micrograph::jsonld {

/// Has `@value`.
[[nodiscard]] bool is_value_object(const JsonValue& value);
/// Has `@list`.
[[nodiscard]] bool is_list_object(const JsonValue& value);
/// Has `@graph`, and besides it nothing but `@id` and `@index`.
[[nodiscard]] bool is_graph_object(const JsonValue& value);
/// A graph object without `@id`.
[[nodiscard]] bool is_simple_graph_object(const JsonValue& value);
/// An object that has neither `@value` nor `@list` nor `@set`.
[[nodiscard]] bool is_node_object(const JsonValue& value);

/// The value itself if it is an array, otherwise an array of it.
[[nodiscard]] JsonValue as_array(JsonValue value);
/// The items of an array, or the value as the only one. By value, so that a loop can run over it.
[[nodiscard]] std::vector<JsonValue> items_of(JsonValue value);

/// Adds to a member of `object` (JSON-LD 1.1 API, "add value"): the items of an array one by one. The member
/// becomes an array as soon as it holds more than one value, or at once with `always_array`.
void add_value(JsonValue& object, std::string_view key, JsonValue value, bool always_array);

} // namespace micrograph::jsonld
