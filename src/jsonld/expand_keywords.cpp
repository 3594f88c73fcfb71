// The members of an object that are keywords (JSON-LD 1.1 API, section 5.1.2, step 13.4).

#include "jsonld/expander.hpp"

#include "jsonld/values.hpp"
#include "rdf/iri.hpp"

#include <algorithm>

namespace micrograph::jsonld {

namespace {

bool all_strings(const JsonValue& array) {
  return std::all_of(array.items().begin(), array.items().end(),
                     [](const JsonValue& item) { return item.is_string(); });
}

bool is_empty_object(const JsonValue& value) {
  return value.is_object() && value.members().empty();
}

bool is_framing_keyword(std::string_view keyword) {
  return keyword == "@default" || keyword == "@embed" || keyword == "@explicit" ||
         keyword == "@omitDefault" || keyword == "@preserve" || keyword == "@requireAll";
}

JsonValue text_or_null(std::optional<std::string> text) {
  return text ? JsonValue::of_text(std::move(*text)) : JsonValue();
}

} // namespace

/// Of a frame: an empty object stands for any value, an array for one of several.
bool Expander::is_pattern(const JsonValue& value) const {
  return frame_ && (is_empty_object(value) || (value.is_array() && all_strings(value)) ||
                    (value.is_array() && value.items().size() == 1 && is_empty_object(value.items()[0])));
}

void Expander::check_keyword(const Node& node, const std::string& keyword) const {
  if (node.property == "@reverse")
    run_.fail("jsonld.invalid-reverse-property-map",
              "The keyword \"" + keyword + "\" stands where only reverse properties can.");
  const bool may_repeat = run_.is_1_1() && (keyword == "@included" || keyword == "@type");
  if (node.result.has(keyword) && !may_repeat && keyword != "@reverse" && keyword != "@nest")
    run_.fail("jsonld.colliding-keywords", "Two members of one object both mean \"" + keyword + "\".");
}

void Expander::expand_keyword(Node& node, const std::string& keyword, const JsonValue& value) {
  check_keyword(node, keyword);
  if (keyword == "@reverse") {
    expand_reverse(node, value);
    return;
  }
  if (keyword == "@value" && node.input_type == "@json" && run_.is_1_1()) {
    node.result.set("@value", value);
    return;
  }
  Expanded expanded = expand_keyword_value(node, keyword, value);
  if (expanded)
    node.result.set(keyword, std::move(*expanded));
}

Expander::Expanded Expander::expand_keyword_value(Node& node, const std::string& keyword,
                                                  const JsonValue& value) {
  if (keyword == "@id")
    return expand_id(node, value);
  if (keyword == "@type")
    return expand_type(node, value);
  if (keyword == "@graph")
    return as_array(expand(node.context, "@graph", value).value_or(JsonValue::array()));
  if (keyword == "@included")
    return expand_included(node, value);
  if (keyword == "@value")
    return expand_value_keyword(node, value);
  if (keyword == "@language")
    return expand_language(value);
  if (keyword == "@direction")
    return expand_direction(value);
  if (keyword == "@index") {
    if (!value.is_string())
      run_.fail("jsonld.invalid-index-value", "The value of \"@index\" is not a string.");
    return value;
  }
  if (keyword == "@list") {
    if (!node.property || node.property == "@graph")
      return std::nullopt; // A list that belongs to nothing is dropped.
    return as_array(expand(node.context, node.property, value).value_or(JsonValue::array()));
  }
  if (keyword == "@set")
    return expand(node.context, node.property, value).value_or(JsonValue());
  if (frame_ && is_framing_keyword(keyword)) {
    const bool in_frame = frame_;
    frame_ = keyword != "@default";
    Expanded expanded = expand(node.context, keyword, value);
    frame_ = in_frame;
    return as_array(expanded ? std::move(*expanded) : JsonValue::array());
  }
  return std::nullopt;
}

Expander::Expanded Expander::expand_id(const Node& node, const JsonValue& value) {
  const auto expand_one = [&](const JsonValue& id) {
    return text_or_null(expand_iri(*node.context, *id.string(), Relative::document));
  };
  if (value.is_string()) {
    JsonValue id = expand_one(value);
    return frame_ ? as_array(std::move(id)) : id;
  }
  if (!is_pattern(value))
    run_.fail("jsonld.invalid-id-value", "The value of \"@id\" is not a string.");
  JsonValue ids = JsonValue::array();
  for (const JsonValue& item : items_of(value))
    ids.append(item.is_string() ? expand_one(item) : item);
  return ids;
}

Expander::Expanded Expander::expand_type(Node& node, const JsonValue& value) {
  const auto expand_one = [&](std::string_view type) {
    return text_or_null(expand_iri(*node.type_context, type, Relative::vocab_and_document));
  };
  JsonValue types = JsonValue::array();
  if (const auto single = value.string()) {
    types.append(expand_one(*single));
  } else if (value.is_array() && all_strings(value)) {
    for (const JsonValue& item : value.items())
      types.append(expand_one(*item.string()));
  } else if (const JsonValue* const fallback = frame_ ? value.find("@default") : nullptr) {
    JsonValue pattern = JsonValue::object();
    const auto type = fallback->string();
    if (!type)
      run_.fail("jsonld.invalid-type-value", "The default of \"@type\" is not a string.");
    pattern.set("@default", as_array(expand_one(*type)));
    types.append(std::move(pattern));
  } else if (is_pattern(value)) {
    types = as_array(value);
  } else {
    run_.fail("jsonld.invalid-type-value",
              "The value of \"@type\" is neither a string nor an array of them.");
  }
  if (JsonValue* const known = node.result.find("@type")) {
    JsonValue all = as_array(std::move(*known));
    for (JsonValue& type : types.items())
      all.append(std::move(type));
    return all;
  }
  if (value.is_string() && !frame_)
    return std::move(types.items()[0]);
  return types;
}

Expander::Expanded Expander::expand_included(Node& node, const JsonValue& value) {
  if (!run_.is_1_1())
    return std::nullopt;
  JsonValue included = as_array(expand(node.context, std::nullopt, value).value_or(JsonValue::array()));
  // What is dropped is no node, either.
  if (included.items().empty() ||
      !std::all_of(included.items().begin(), included.items().end(), is_node_object))
    run_.fail("jsonld.invalid-included-value", "The value of \"@included\" is not a node, or nodes.");
  if (JsonValue* const known = node.result.find("@included")) {
    JsonValue all = std::move(*known);
    for (JsonValue& item : included.items())
      all.append(std::move(item));
    return all;
  }
  return included;
}

Expander::Expanded Expander::expand_value_keyword(const Node& node, const JsonValue& value) const {
  if (node.input_type == "@json" || (!value.is_null() && !value.is_scalar())) {
    const bool pattern =
        frame_ &&
        (is_empty_object(value) ||
         (value.is_array() && std::all_of(value.items().begin(), value.items().end(), [](const auto& item) {
            return item.is_scalar() || is_empty_object(item);
          })));
    if (!pattern)
      run_.fail("jsonld.invalid-value-object-value", "The value of \"@value\" is neither a scalar nor null.");
  }
  // A null is kept here: it tells that the object is a value, which is then dropped.
  return frame_ ? as_array(value) : value;
}

Expander::Expanded Expander::expand_language(const JsonValue& value) const {
  if (!value.is_string() && !is_pattern(value))
    run_.fail("jsonld.invalid-language-tagged-string", "The value of \"@language\" is not a string.");
  return frame_ ? as_array(value) : value;
}

Expander::Expanded Expander::expand_direction(const JsonValue& value) const {
  if (!run_.is_1_1())
    return std::nullopt;
  if (!value.is_text("ltr") && !value.is_text("rtl") && !is_pattern(value))
    run_.fail("jsonld.invalid-base-direction", "The value of \"@direction\" is neither \"ltr\" nor \"rtl\".");
  return frame_ ? as_array(value) : value;
}

void Expander::expand_reverse(Node& node, const JsonValue& value) {
  if (!value.is_object())
    run_.fail("jsonld.invalid-reverse-value", "The value of \"@reverse\" is not an object.");
  Expanded expanded = expand(node.context, "@reverse", value);
  if (!expanded || !expanded->is_object())
    return;
  for (JsonMember& member : expanded->members()) {
    if (member.key != "@reverse") {
      add_reverse(node.result, member.key, std::move(member.value));
      continue;
    }
    for (JsonMember& forward : member.value.members()) // reversed twice
      add_value(node.result, forward.key, std::move(forward.value), true);
  }
}

} // namespace micrograph::jsonld
