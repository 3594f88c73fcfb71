#pragma once

#include "base/diagnostic.hpp"
#include "base/json_value.hpp"

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>

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
  /// A whole value with all that lies within it.
  JsonWriter& value(const JsonValue& tree);

  /// Call once after the value: writes what is held back, and a line end if the layout is pretty.
  /// Throws IoError `output.failed` if the stream failed.
  void finish();

private:
  struct State;
  std::unique_ptr<State> state_;
};

struct JsonLimits {
  std::size_t depth =
      64; ///< objects and arrays within each other; at most 1024, since values are destroyed recursively
  /// Takes what real files have beyond the standard: comments (`//`, `/* */`), NaN, Inf and Infinity as numbers.
  bool lenient = false;
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
