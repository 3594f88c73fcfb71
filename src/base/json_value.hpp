#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace micrograph {

struct JsonMember;

/// A JSON value: read from a text, or made here. Asking it for what it is not gives nothing, never an error;
/// changing it as what it is not breaks the contract.
class JsonValue {
public:
  enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

  /// Null.
  JsonValue() = default;
  [[nodiscard]] static JsonValue of_text(std::string text);
  [[nodiscard]] static JsonValue of_truth(bool truth);
  /// `spelling` must be a JSON number; it is kept as it is.
  [[nodiscard]] static JsonValue of_number(std::string spelling);
  [[nodiscard]] static JsonValue array();
  [[nodiscard]] static JsonValue array(std::vector<JsonValue> items);
  /// With no members yet.
  [[nodiscard]] static JsonValue object();

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is_null() const { return kind_ == Kind::null; }
  [[nodiscard]] bool is_string() const { return kind_ == Kind::string; }
  [[nodiscard]] bool is_object() const { return kind_ == Kind::object; }
  [[nodiscard]] bool is_array() const { return kind_ == Kind::array; }
  /// True for a string, a number or a boolean.
  [[nodiscard]] bool is_scalar() const { return !is_null() && !is_object() && !is_array(); }

  /// Absent unless a boolean.
  [[nodiscard]] std::optional<bool> boolean() const;
  /// Absent unless a string. Valid UTF-8. Borrowed from this value.
  [[nodiscard]] std::optional<std::string_view> string() const;
  /// True for exactly this string.
  [[nodiscard]] bool is_text(std::string_view text) const { return string() == text; }
  /// The number as it is spelt in the text. Absent unless a number. Borrowed from this value.
  [[nodiscard]] std::optional<std::string_view> number_text() const;
  /// Absent unless a number without fraction and exponent that fits.
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  /// The nearest double. Absent unless a number.
  [[nodiscard]] std::optional<double> number() const;

  /// Of an array; otherwise empty.
  [[nodiscard]] const std::vector<JsonValue>& items() const;
  /// Of an array, to change.
  [[nodiscard]] std::vector<JsonValue>& items();
  /// Appends to an array.
  void append(JsonValue value);

  /// Of an object, in the order of the text, duplicates included; otherwise empty.
  [[nodiscard]] const std::vector<JsonMember>& members() const;
  /// Of an object, to change.
  [[nodiscard]] std::vector<JsonMember>& members();
  /// The value of a member; of duplicates the last. Null if there is none or this is no object.
  [[nodiscard]] const JsonValue* find(std::string_view key) const;
  [[nodiscard]] JsonValue* find(std::string_view key);
  [[nodiscard]] bool has(std::string_view key) const { return find(key) != nullptr; }
  /// The value of an object's member, which is added as null if there is none.
  [[nodiscard]] JsonValue& member(std::string_view key);
  /// Gives an object's member this value, in its old place if there is one.
  void set(std::string_view key, JsonValue value);
  /// Takes a member out of an object; nothing happens if there is none.
  void erase(std::string_view key);

  /// The same kind, spelling, items in their order, members in any order. Objects must be without duplicates.
  friend bool operator==(const JsonValue& left, const JsonValue& right);

private:
  /// The text is that of a string or a number.
  using Content =
      std::variant<std::monostate, bool, std::string, std::vector<JsonValue>, std::vector<JsonMember>>;

  JsonValue(Kind kind, Content content);

  Content content_;
  Kind kind_ = Kind::null;
};

struct JsonMember {
  std::string key;
  JsonValue value;
};

/// Leaves only the last of the members with the same key, here and in all that lies within.
void drop_duplicate_keys(JsonValue& value);

/// The text of a value as the JSON Canonicalization Scheme has it (RFC 8785): members sorted by UTF-16 code
/// units, numbers as ECMAScript writes them, no white space.
[[nodiscard]] std::string canonical_json(const JsonValue& value);

/// A finite number as ECMAScript writes it (ECMA-262, Number::toString, radix 10): `1e+21`, `0.001`, `100`.
[[nodiscard]] std::string ecmascript_number(double number);

} // namespace micrograph
