#pragma once

#include "jsonld/context_processing.hpp"
#include "jsonld/iri_expansion.hpp"
#include "jsonld/processing.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::jsonld {

/// The expansion algorithm (JSON-LD 1.1 API, section 5.1.2).
class Expander {
public:
  Expander(Processing& run, std::string base_url, bool frame)
      : run_(run), contexts_(run), base_url_(std::move(base_url)), frame_(frame) {}

  /// What a null from expand() means: the element is dropped.
  using Expanded = std::optional<JsonValue>;
  /// The key that led to an element; absent at the top.
  using Property = std::optional<std::string_view>;

  [[nodiscard]] Expanded expand(ContextPtr context, Property property, const JsonValue& element,
                                bool from_map = false);

  [[nodiscard]] ContextProcessor& contexts() { return contexts_; }

private:
  /// An object under way from its compact to its expanded form.
  struct Node {
    ContextPtr context;      ///< with the contexts of its types
    ContextPtr type_context; ///< without
    Property property;
    std::optional<std::string> input_type; ///< what the last value of the first `@type` means
    JsonValue result = JsonValue::object();
  };

  [[nodiscard]] Expanded expand_array(const ContextPtr& context, Property property, const JsonValue& array,
                                      bool from_map);
  [[nodiscard]] Expanded expand_object(ContextPtr context, Property property, const JsonValue& object,
                                       bool from_map);
  [[nodiscard]] ContextPtr leave_previous(ContextPtr context, const JsonValue& object) const;
  void apply_types(Node& node, const JsonValue& object);
  void expand_members(Node& node, const JsonValue& object);
  void expand_member(Node& node, const JsonMember& member, std::vector<const JsonMember*>& nests);
  void expand_nested(Node& node, const std::vector<const JsonMember*>& nests);

  // expand_keywords.cpp
  void expand_keyword(Node& node, const std::string& keyword, const JsonValue& value);
  void check_keyword(const Node& node, const std::string& keyword) const;
  [[nodiscard]] Expanded expand_keyword_value(Node& node, const std::string& keyword, const JsonValue& value);
  [[nodiscard]] Expanded expand_id(const Node& node, const JsonValue& value);
  [[nodiscard]] Expanded expand_type(Node& node, const JsonValue& value);
  [[nodiscard]] Expanded expand_included(Node& node, const JsonValue& value);
  [[nodiscard]] Expanded expand_value_keyword(const Node& node, const JsonValue& value) const;
  [[nodiscard]] Expanded expand_language(const JsonValue& value) const;
  [[nodiscard]] Expanded expand_direction(const JsonValue& value) const;
  [[nodiscard]] bool is_pattern(const JsonValue& value) const;
  void expand_reverse(Node& node, const JsonValue& value);

  // expand_maps.cpp
  [[nodiscard]] JsonValue expand_language_map(const Node& node, const TermDefinition& term,
                                              const JsonValue& map);
  [[nodiscard]] JsonValue expand_keyed_map(const Node& node, const std::string& key,
                                           const TermDefinition& term, const JsonValue& map);
  void label_item(const Node& node, const TermDefinition& term, const std::string& index,
                  const std::optional<std::string>& expanded_index, JsonValue& item);

  [[nodiscard]] static JsonValue wrap_graphs(JsonValue values);
  void add_reverse(JsonValue& result, const std::string& property, JsonValue items);
  // expand_finish.cpp
  [[nodiscard]] Expanded finish(Node& node);
  void check_value_object(const JsonValue& result) const;
  [[nodiscard]] Expanded expand_scalar(const ContextPtr& context, Property property, const JsonValue& scalar);
  [[nodiscard]] JsonValue expand_value(const ActiveContext& context, std::string_view property,
                                       const JsonValue& scalar) const;

  Processing& run_;
  ContextProcessor contexts_;
  std::string base_url_;
  bool frame_;
};

/// The members in their order, or sorted by key if the options want that.
[[nodiscard]] std::vector<const JsonMember*> members_in_order(const JsonValue& object, bool ordered);

} // namespace micrograph::jsonld
