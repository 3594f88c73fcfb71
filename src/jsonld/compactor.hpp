#pragma once

#include "jsonld/context_processing.hpp"
#include "jsonld/processing.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace micrograph::jsonld {

/// The compaction algorithm (JSON-LD 1.1 API, section 6.1.2).
class Compactor {
public:
  explicit Compactor(Processing& run) : run_(run), contexts_(run) {}

  /// `property` is the compacted key that leads to the element; absent at the top.
  [[nodiscard]] JsonValue compact(ContextPtr context, std::optional<std::string_view> property,
                                  const JsonValue& element);

  [[nodiscard]] ContextProcessor& contexts() { return contexts_; }

private:
  /// An object under way from its expanded to its compact form.
  struct Node {
    ContextPtr context;      ///< with the contexts of its types
    ContextPtr type_context; ///< without
    std::optional<std::string_view> property;
    bool reverse = false; ///< it is the value of `@reverse`
    JsonValue result = JsonValue::object();
  };

  [[nodiscard]] JsonValue compact_array(const ContextPtr& context, std::optional<std::string_view> property,
                                        const JsonValue& array);
  [[nodiscard]] JsonValue compact_object(ContextPtr context, std::optional<std::string_view> property,
                                         const JsonValue& object);
  void apply_types(Node& node, const JsonValue& types);
  /// True if the keyword was dealt with.
  [[nodiscard]] bool compact_keyword(Node& node, const std::string& keyword, const JsonValue& value);
  void compact_id(Node& node, const JsonValue& value);
  void compact_types(Node& node, const JsonValue& value);
  void compact_reverse(Node& node, const JsonValue& value);
  void compact_property(Node& node, const std::string& property, const JsonValue& values);
  void compact_item(Node& node, const std::string& property, const JsonValue& item);
  [[nodiscard]] JsonValue& target_of(Node& node, const TermDefinition& term);

  /// Where a compacted item goes: `result`, under `key`.
  struct Slot {
    JsonValue& result;
    const std::string& key;
    const TermDefinition& term;
    bool as_array;
  };
  void put_list(Node& node, const Slot& slot, const JsonValue& item, JsonValue compacted);
  void put_graph(Node& node, const Slot& slot, const JsonValue& item, JsonValue compacted);
  void put_in_map(Node& node, const Slot& slot, const JsonValue& item, JsonValue compacted);
  [[nodiscard]] std::optional<std::string> index_key(Node& node, const Slot& slot, const JsonValue& item,
                                                     JsonValue& compacted);

  // compact_value.cpp
  /// The short form of a value or reference; absent if the property's term allows none.
  [[nodiscard]] std::optional<JsonValue> compact_value(const ActiveContext& context,
                                                       std::optional<std::string_view> property,
                                                       const JsonValue& value) const;

  [[nodiscard]] std::string alias(const ActiveContext& context, std::string_view keyword) const;

  Processing& run_;
  ContextProcessor contexts_;
};

} // namespace micrograph::jsonld
