#pragma once

#include "base/diagnostic.hpp"

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph {

/// Writes one JSON text (RFC 8259) to a stream as it is told, keys in the order given.
///
/// Bytes that are not UTF-8 come out as U+FFFD. Calls out of place (a value without its key, an end without
/// its begin) break the contract. The text is complete after finish().
class JsonWriter {
public:
  enum class Layout {
    pretty, ///< two spaces of indent
    compact,
  };

  explicit JsonWriter(std::ostream& out, Layout layout = Layout::pretty);
  /// What was written but not finished stays unfinished.
  ~JsonWriter();
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  JsonWriter& value(std::int64_t number);
  JsonWriter& value(std::uint64_t number);
  JsonWriter& value(int number) { return value(static_cast<std::int64_t>(number)); }
  JsonWriter& value(unsigned number) { return value(static_cast<std::uint64_t>(number)); }
  /// The shortest text that reads back as the same number; null for infinities and NaN, which JSON does not
  /// have.
  JsonWriter& value(double number);
  JsonWriter& value(bool truth);
  JsonWriter& null();
  /// A number as it was spelt elsewhere. `text` must be a JSON number.
  JsonWriter& number(std::string_view text);

  /// Call once after the value: writes what is held back, and a line end if the layout is pretty.
  /// Throws IoError `output.failed` if the stream failed.
  void finish();

private:
  struct State;
  std::unique_ptr<State> state_;
};

struct JsonMember;

/// A JSON value that was read; immutable. Asking it for what it is not gives nothing, never an error.
class JsonValue {
public:
  enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

  JsonValue() = default;

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is_object() const { return kind_ == Kind::object; }
  [[nodiscard]] bool is_array() const { return kind_ == Kind::array; }

  /// Absent unless a boolean.
  [[nodiscard]] std::optional<bool> boolean() const;
  /// Absent unless a string. Valid UTF-8. Borrowed from this value.
  [[nodiscard]] std::optional<std::string_view> string() const;
  /// The number as it is spelt in the text. Absent unless a number. Borrowed from this value.
  [[nodiscard]] std::optional<std::string_view> number_text() const;
  /// Absent unless a number without fraction and exponent that fits.
  [[nodiscard]] std::optional<std::int64_t> integer() const;
  /// The nearest double. Absent unless a number.
  [[nodiscard]] std::optional<double> number() const;

  /// Of an array; otherwise empty.
  [[nodiscard]] const std::vector<JsonValue>& items() const { return items_; }
  /// Of an object, in the order of the text, duplicates included; otherwise empty.
  [[nodiscard]] const std::vector<JsonMember>& members() const { return members_; }
  /// The value of a member; of duplicates the last. Null if there is none or this is no object.
  [[nodiscard]] const JsonValue* find(std::string_view key) const;

private:
  friend class JsonBuilder;
  Kind kind_ = Kind::null;
  bool truth_ = false;
  std::string text_; ///< of a string or a number
  std::vector<JsonValue> items_;
  std::vector<JsonMember> members_;
};

struct JsonMember {
  std::string key;
  JsonValue value;
};

struct JsonLimits {
  std::size_t depth =
      64; ///< objects and arrays within each other; at most 1024, since values are destroyed recursively
};

/// Reads one JSON text (RFC 8259); a UTF-8 byte order mark before it is skipped.
///
/// A key that comes twice in one object is reported to `findings` as `json.duplicate-key`, and both are kept.
/// Throws FormatError `json.syntax`, or `json.too-deep` beyond the limit, with line and column. Numbers of
/// more than about 1.8e308 are refused as syntax, whatever their spelling; half a surrogate pair becomes
/// U+FFFD.
[[nodiscard]] JsonValue read_json(std::string_view text, const std::string& source_name,
                                  FindingSink* findings = nullptr, const JsonLimits& limits = {});

} // namespace micrograph
