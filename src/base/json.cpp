#include "base/json.hpp"

#include "base/utf8.hpp"

// The library reports misuse by this macro; misuse of ours is a broken contract like any other.
#define RAPIDJSON_ASSERT(condition) MICROGRAPH_EXPECTS(condition)
#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <functional>
#include <ostream>
#include <unordered_set>
#include <variant>

namespace micrograph {

// Writing. The text gathers in a buffer, which goes to the stream in large pieces: the library's own stream
// adapter writes byte by byte.

struct JsonWriter::State {
  using Compact = rapidjson::Writer<rapidjson::StringBuffer>;
  using Pretty = rapidjson::PrettyWriter<rapidjson::StringBuffer>;
  static constexpr std::size_t flush_size = 1 << 16;

  State(std::ostream& stream, Layout layout_) : out(stream), layout(layout_) {
    if (layout == Layout::pretty)
      writer.emplace<Pretty>(buffer).SetIndent(' ', 2);
    else
      writer.emplace<Compact>(buffer);
  }

  template <typename Call> void tell(Call call) {
    std::visit(
        [&](auto& target) {
          if constexpr (!std::is_same_v<std::decay_t<decltype(target)>, std::monostate>)
            call(target);
        },
        writer);
    if (buffer.GetSize() >= flush_size)
      flush();
  }
  void flush() {
    out.write(buffer.GetString(), static_cast<std::streamsize>(buffer.GetSize()));
    buffer.Clear();
  }

  std::ostream& out;
  Layout layout;
  rapidjson::StringBuffer buffer;
  std::variant<std::monostate, Compact, Pretty> writer;
};

JsonWriter::JsonWriter(std::ostream& out, Layout layout) : state_(std::make_unique<State>(out, layout)) {}
JsonWriter::~JsonWriter() = default;

JsonWriter& JsonWriter::begin_object() {
  state_->tell([](auto& writer) { writer.StartObject(); });
  return *this;
}
JsonWriter& JsonWriter::end_object() {
  state_->tell([](auto& writer) { writer.EndObject(); });
  return *this;
}
JsonWriter& JsonWriter::begin_array() {
  state_->tell([](auto& writer) { writer.StartArray(); });
  return *this;
}
JsonWriter& JsonWriter::end_array() {
  state_->tell([](auto& writer) { writer.EndArray(); });
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  return value(name); // To the library a key is a string in the place of one.
}

JsonWriter& JsonWriter::value(std::string_view text) {
  if (!is_utf8(text))
    return value(std::string_view(to_valid_utf8(text)));
  state_->tell(
      [&](auto& writer) { writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size())); });
  return *this;
}

JsonWriter& JsonWriter::value(std::int64_t number) {
  state_->tell([&](auto& writer) { writer.Int64(number); });
  return *this;
}
JsonWriter& JsonWriter::value(std::uint64_t number) {
  state_->tell([&](auto& writer) { writer.Uint64(number); });
  return *this;
}

JsonWriter& JsonWriter::value(double number_value) {
  if (!std::isfinite(number_value))
    return null();
  std::array<char, 32> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number_value);
  return number({text.data(), static_cast<std::size_t>(end.ptr - text.data())});
}

JsonWriter& JsonWriter::value(bool truth) {
  state_->tell([&](auto& writer) { writer.Bool(truth); });
  return *this;
}
JsonWriter& JsonWriter::null() {
  state_->tell([](auto& writer) { writer.Null(); });
  return *this;
}

JsonWriter& JsonWriter::number(std::string_view text) {
  MICROGRAPH_EXPECTS(!text.empty());
  state_->tell([&](auto& writer) { writer.RawValue(text.data(), text.size(), rapidjson::kNumberType); });
  return *this;
}

JsonWriter& JsonWriter::value(const JsonValue& tree) {
  switch (tree.kind()) {
  case JsonValue::Kind::null:
    return null();
  case JsonValue::Kind::boolean:
    return value(*tree.boolean());
  case JsonValue::Kind::number:
    return number(*tree.number_text());
  case JsonValue::Kind::string:
    return value(*tree.string());
  case JsonValue::Kind::array:
    begin_array();
    for (const JsonValue& item : tree.items())
      value(item);
    return end_array();
  case JsonValue::Kind::object:
    begin_object();
    for (const JsonMember& member : tree.members())
      key(member.key).value(member.value);
    return end_object();
  }
  return *this;
}

void JsonWriter::finish() {
  state_->tell([](auto& writer) { MICROGRAPH_EXPECTS(writer.IsComplete()); });
  state_->flush();
  if (state_->layout == Layout::pretty)
    state_->out << '\n';
  if (!state_->out.flush())
    throw IoError("output.failed", "The JSON text could not be written; is the disk full?");
}

// Reading. The library parses iteratively and tells this builder, so depth costs heap, not stack, and the
// limit is ours.

namespace {

/// Line and column of offsets that only grow, so that a text full of oddities is still counted once.
class LineCounter {
public:
  LineCounter(std::string_view text, std::string source) : text_(text), source_(std::move(source)) {}

  Place place(std::size_t offset) {
    for (offset = std::min(offset, text_.size()); counted_ < offset; ++counted_) {
      if (text_[counted_] == '\n') {
        ++line_;
        line_start_ = counted_ + 1;
      }
    }
    return {source_, {}, offset, line_, offset - line_start_ + 1};
  }

private:
  std::string_view text_;
  std::string source_;
  std::size_t counted_ = 0;
  std::size_t line_start_ = 0;
  std::uint64_t line_ = 1;
};

} // namespace

/// Receives the parser's events and keeps the containers that are open on a stack.
class JsonBuilder {
public:
  /// `here` tells the place the parser has come to.
  JsonBuilder(std::function<Place()> here, FindingSink* findings, std::size_t depth)
      : here_(std::move(here)), findings_(findings), depth_(depth) {}

  bool Null() { return add({}); }
  bool Bool(bool truth) { return add(JsonValue::of_truth(truth)); }
  bool RawNumber(const char* text, rapidjson::SizeType length, bool) {
    return add(JsonValue::of_number({text, length}));
  }
  bool String(const char* text, rapidjson::SizeType length, bool) {
    return add(JsonValue::of_text(valid({text, length})));
  }
  // Never called, since numbers come as text; the parser's template wants them.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }

  bool StartObject() { return open(JsonValue::object()); }
  bool Key(const char* text, rapidjson::SizeType length, bool) {
    open_.back().key = valid({text, length});
    if (findings_ && !open_.back().keys.insert(open_.back().key).second)
      findings_->report(
          {"json.duplicate-key", Severity::warning, here_(),
           "The key \"" + open_.back().key + "\" comes twice in one object; the last one counts."});
    return true;
  }
  bool EndObject(rapidjson::SizeType) { return close(); }
  bool StartArray() { return open(JsonValue::array()); }
  bool EndArray(rapidjson::SizeType) { return close(); }

  [[nodiscard]] bool too_deep() const { return too_deep_; }
  [[nodiscard]] JsonValue take() { return std::move(root_); }

private:
  struct Open {
    JsonValue value;
    std::string key;                      ///< of the member that is being read
    std::unordered_set<std::string> keys; ///< only kept if somebody wants to know
  };

  /// The parser checks raw bytes, but lets an escaped low surrogate without its high one through.
  static std::string valid(std::string_view text) {
    return is_utf8(text) ? std::string(text) : to_valid_utf8(text);
  }

  bool open(JsonValue container) {
    too_deep_ = open_.size() == depth_;
    if (too_deep_)
      return false;
    open_.emplace_back().value = std::move(container);
    return true;
  }
  bool close() {
    JsonValue value = std::move(open_.back().value);
    open_.pop_back();
    return add(std::move(value));
  }
  bool add(JsonValue value) {
    if (open_.empty())
      root_ = std::move(value);
    else if (Open& parent = open_.back(); parent.value.is_array())
      parent.value.append(std::move(value));
    else
      parent.value.members().push_back({std::move(parent.key), std::move(value)});
    return true;
  }

  std::function<Place()> here_;
  FindingSink* findings_;
  std::size_t depth_;
  std::vector<Open> open_;
  JsonValue root_;
  bool too_deep_ = false;
};

JsonValue read_json(std::string_view text, const std::string& source_name, FindingSink* findings,
                    const JsonLimits& limits) {
  MICROGRAPH_EXPECTS(limits.depth <= 1024);
  const std::size_t start = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const std::string_view body = text.substr(start);

  rapidjson::MemoryStream stream(body.data(), body.size());
  LineCounter lines(text, source_name);
  JsonBuilder builder([&] { return lines.place(start + stream.Tell()); }, findings, limits.depth);
  rapidjson::Reader reader;
  constexpr unsigned strict = rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag |
                              rapidjson::kParseValidateEncodingFlag;
  constexpr unsigned lenient = strict | rapidjson::kParseCommentsFlag | rapidjson::kParseNanAndInfFlag;
  const rapidjson::ParseResult result =
      limits.lenient ? reader.Parse<lenient>(stream, builder) : reader.Parse<strict>(stream, builder);
  if (builder.too_deep())
    throw FormatError("json.too-deep",
                      "Objects and arrays lie within each other more than " + std::to_string(limits.depth) +
                          " deep.",
                      lines.place(start + stream.Tell()));
  if (result.IsError())
    throw FormatError("json.syntax", rapidjson::GetParseError_En(result.Code()),
                      lines.place(start + result.Offset()));
  // A zero byte looks like the end of the text to the parser.
  if (stream.Tell() < body.size())
    throw FormatError("json.syntax", "Something follows the value, where the text should end.",
                      lines.place(start + stream.Tell()));
  return builder.take();
}

} // namespace micrograph
