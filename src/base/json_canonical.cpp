// The JSON Canonicalization Scheme, RFC 8785.

#include "base/json_value.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace micrograph {

namespace {

/// Section 3.2.2.2: only what must be escaped is, and that in the shortest way.
void append_string(std::string& out, std::string_view text) {
  static constexpr char hex[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    switch (c) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\b':
      out += "\\b";
      break;
    case '\f':
      out += "\\f";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      if (static_cast<unsigned char>(c) < 0x20) {
        out += "\\u00";
        out += hex[static_cast<unsigned char>(c) >> 4];
        out += hex[c & 15];
      } else {
        out += c;
      }
    }
  }
  out += '"';
}

/// Section 3.2.3 sorts by UTF-16 code units, in which a character beyond U+FFFF begins with a surrogate and
/// so comes before U+E000 to U+FFFF; all others keep the order of their UTF-8 bytes.
bool utf16_less(std::string_view left, std::string_view right) {
  const auto [at_left, at_right] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
  if (at_left == left.end() || at_right == right.end())
    return left.size() < right.size();
  const auto a = static_cast<unsigned char>(*at_left);
  const auto b = static_cast<unsigned char>(*at_right);
  // U+E000 to U+FFFF begin with EE or EF, what is beyond with F0 or more.
  const bool a_beyond = a >= 0xF0;
  const bool b_beyond = b >= 0xF0;
  if (a_beyond != b_beyond && a >= 0xEE && b >= 0xEE)
    return a_beyond;
  return a < b;
}

void append_value(std::string& out, const JsonValue& value) {
  switch (value.kind()) {
  case JsonValue::Kind::null:
    out += "null";
    break;
  case JsonValue::Kind::boolean:
    out += *value.boolean() ? "true" : "false";
    break;
  case JsonValue::Kind::number:
    out += ecmascript_number(*value.number());
    break;
  case JsonValue::Kind::string:
    append_string(out, *value.string());
    break;
  case JsonValue::Kind::array: {
    out += '[';
    const char* separator = "";
    for (const JsonValue& item : value.items()) {
      out += separator;
      append_value(out, item);
      separator = ",";
    }
    out += ']';
    break;
  }
  case JsonValue::Kind::object: {
    std::vector<const JsonMember*> members;
    for (const JsonMember& member : value.members())
      members.push_back(&member);
    std::stable_sort(members.begin(), members.end(), [](const JsonMember* left, const JsonMember* right) {
      return utf16_less(left->key, right->key);
    });
    out += '{';
    const char* separator = "";
    for (const JsonMember* member : members) {
      out += separator;
      append_string(out, member->key);
      out += ':';
      append_value(out, member->value);
      separator = ",";
    }
    out += '}';
    break;
  }
  }
}

} // namespace

std::string canonical_json(const JsonValue& value) {
  std::string out;
  append_value(out, value);
  return out;
}

std::string ecmascript_number(double number) {
  MICROGRAPH_EXPECTS(std::isfinite(number));
  if (number == 0)
    return "0";
  // The shortest digits that read back, as d.ddde±xx.
  std::array<char, 32> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(number),
                                 std::chars_format::scientific);
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data()));
  const auto e = text.find('e');
  std::string digits(1, text[0]);
  if (e > 1)
    digits += text.substr(2, e - 2);
  int exponent = 0;
  const char* const sign = text.data() + e + 1;
  std::from_chars(*sign == '+' ? sign + 1 : sign, text.data() + text.size(), exponent);

  const int count = static_cast<int>(digits.size());
  const int point = exponent + 1; // where the decimal point stands, counted in digits
  std::string out = number < 0 ? "-" : "";
  if (point > 21 || point <= -6) {
    out += digits[0];
    if (count > 1)
      out.append(".").append(digits, 1);
    out.append(exponent < 0 ? "e-" : "e+").append(std::to_string(std::abs(exponent)));
  } else if (point <= 0) {
    out.append("0.").append(static_cast<std::size_t>(-point), '0').append(digits);
  } else if (point >= count) {
    out.append(digits).append(static_cast<std::size_t>(point - count), '0');
  } else {
    out.append(digits, 0, static_cast<std::size_t>(point)).append(".");
    out.append(digits, static_cast<std::size_t>(point));
  }
  return out;
}

} // namespace micrograph
