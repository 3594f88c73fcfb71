#include "jsonld/rdf_literals.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "jsonld/rdf_names.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace micrograph::jsonld {

namespace {

namespace xsd = rdf::vocabulary::xsd;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The digits of an xsd:integer as JSON spells them. Absent if it is none.
std::optional<std::string> integer_number(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+'))
    text.remove_prefix(1);
  if (text.empty() || !std::all_of(text.begin(), text.end(), is_digit))
    return std::nullopt;
  text.remove_prefix(std::min(text.find_first_not_of('0'), text.size() - 1));
  return (negative && text != "0" ? "-" : "") + std::string(text);
}

/// An xsd:double as a JSON number. Absent if it is none, or one that JSON has not, such as INF.
std::optional<std::string> double_number(std::string_view text) {
  if (text.starts_with('+'))
    text.remove_prefix(1);
  const bool shape = text.find_first_not_of("0123456789+-.eE") == std::string_view::npos;
  double number = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
  if (!shape || result.ec != std::errc() || result.ptr != text.data() + text.size())
    return std::nullopt;
  return ecmascript_number(number);
}

/// Absent if the literal stays a string with its type.
std::optional<JsonValue> native(const rdf::TermView& literal) {
  if (literal.datatype == xsd::boolean) {
    if (literal.value == "true" || literal.value == "1")
      return JsonValue::of_truth(true);
    if (literal.value == "false" || literal.value == "0")
      return JsonValue::of_truth(false);
    return std::nullopt;
  }
  std::optional<std::string> number;
  if (literal.datatype == xsd::integer)
    number = integer_number(literal.value);
  else if (literal.datatype == xsd::double_)
    number = double_number(literal.value);
  return number ? std::optional(JsonValue::of_number(std::move(*number))) : std::nullopt;
}

/// Absent, with the option `exact`, if the text would not come back as it is.
std::optional<JsonValue> json_literal(const rdf::TermView& literal, const Options& options) {
  JsonLimits limits;
  limits.depth = options.limits.depth;
  try {
    JsonValue value = read_json(literal.value, "JSON literal", nullptr, limits);
    drop_duplicate_keys(value);
    if (options.exact && canonical_json(value) != literal.value)
      return std::nullopt;
    return value;
  } catch (const FormatError& error) {
    if (options.exact)
      return std::nullopt;
    throw FormatError("jsonld.invalid-json-literal",
                      std::string("A literal of type rdf:JSON is no JSON: ") + error.what(), error.place());
  }
}

} // namespace

JsonValue literal_to_json(const rdf::TermView& literal, const Options& options) {
  JsonValue object = JsonValue::object();
  const auto set_text = [&](std::string_view key, std::string_view text) {
    object.set(key, JsonValue::of_text(std::string(text)));
  };
  if (literal.datatype == rdf::vocabulary::rdf::json && options.processing_mode == ProcessingMode::json_ld_1_1) {
    if (auto value = json_literal(literal, options)) {
      object.set("@value", std::move(*value));
      set_text("@type", "@json");
      return object;
    }
  }
  if (options.use_native_types)
    if (auto value = native(literal)) {
      object.set("@value", std::move(*value));
      return object;
    }
  set_text("@value", literal.value);
  if (options.rdf_direction == RdfDirection::i18n_datatype && literal.datatype.starts_with(i18n_namespace)) {
    const std::string_view tag = literal.datatype.substr(std::string_view(i18n_namespace).size());
    const auto underscore = std::min(tag.find('_'), tag.size());
    if (underscore > 0)
      set_text("@language", tag.substr(0, underscore));
    if (underscore < tag.size())
      set_text("@direction", tag.substr(underscore + 1));
  } else if (!literal.language.empty()) {
    set_text("@language", literal.language);
  } else if (!literal.datatype.empty()) {
    set_text("@type", literal.datatype);
  }
  return object;
}

} // namespace micrograph::jsonld
