#include "formats/dicom/value.hpp"

#include "base/as_text.hpp"
#include "base/checksum.hpp"
#include "formats/dicom/input.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>

namespace micrograph::formats::dicom {

namespace {

constexpr std::size_t most_values = 1024;     ///< of one attribute; tables and contours have more
constexpr std::size_t most_inline = 256;      ///< bytes
constexpr std::size_t shortest_plain_text = 4; ///< bytes of unknown representation that may be taken for text

std::string_view text_of(std::span<const std::byte> bytes) {
  return as_text(bytes);
}

std::string_view without_padding(std::string_view text, bool keep_start) {
  text = text.substr(0, text.find('\0')); // what follows is not text
  const std::size_t last = text.find_last_not_of(' ');
  text = text.substr(0, last == std::string_view::npos ? 0 : last + 1);
  if (!keep_start)
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return text;
}

std::string base64(std::span<const std::byte> bytes) {
  static constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8 | (i + k < bytes.size() ? std::to_integer<std::uint32_t>(bytes[i + k]) : 0);
    for (std::size_t k = 0; k < 4; ++k)
      out += i + k <= bytes.size() ? digits[group >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

/// Words of a big endian file turned round, as the JSON model has them.
std::vector<std::byte> in_little_endian(std::span<const std::byte> bytes, std::size_t unit, std::endian order) {
  std::vector<std::byte> out(bytes.begin(), bytes.end());
  if (order == std::endian::big && unit > 1)
    for (std::size_t i = 0; i + unit <= out.size(); i += unit)
      std::reverse(out.begin() + static_cast<std::ptrdiff_t>(i), out.begin() + static_cast<std::ptrdiff_t>(i + unit));
  return out;
}

void add_bytes(JsonValue& attribute, std::span<const std::byte> bytes, std::size_t unit, std::endian order) {
  const auto words = in_little_endian(bytes, unit, order);
  if (words.size() <= most_inline) {
    attribute.set("InlineBinary", JsonValue::of_text(base64(words)));
    return;
  }
  attribute.set("BulkDataURI", JsonValue::of_text(digest_iri(words)));
  attribute.set("size", JsonValue::of_number(std::to_string(words.size())));
}

/// Whether a text is a number as JSON spells it, of a size that everything can hold.
bool is_json_number(std::string_view text) {
  constexpr std::size_t longest = 16;
  const std::size_t start = text.starts_with('-') ? 1 : 0;
  const auto digit = [text](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  if (text.size() > longest || !digit(start) || (text[start] == '0' && digit(start + 1)))
    return false;
  std::size_t i = start;
  const auto digits = [&] {
    const std::size_t from = i;
    while (digit(i))
      ++i;
    return i - from;
  };
  digits();
  if (i < text.size() && text[i] == '.') {
    ++i;
    if (digits() == 0)
      return false;
  }
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-'))
      ++i;
    const std::size_t count = digits();
    if (count == 0 || count > 3)
      return false;
    double number = 0;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
    if (result.ec != std::errc())
      return false;
  }
  return i == text.size();
}

/// A name in up to three scripts, with `=` between.
JsonValue person(const std::string& name) {
  static constexpr std::array<const char*, 3> scripts{"Alphabetic", "Ideographic", "Phonetic"};
  JsonValue value = JsonValue::object();
  std::size_t at = 0;
  for (const char* const script : scripts) {
    const std::size_t end = script == scripts.back() ? name.size() : std::min(name.find('=', at), name.size());
    if (end > at)
      value.set(script, JsonValue::of_text(name.substr(at, end - at)));
    at = end + 1;
    if (at > name.size())
      break;
  }
  return value;
}

JsonValue part_value(const std::string& part, Form form) {
  if (part.empty())
    return {};
  if (form == Form::person_list)
    return person(part);
  return form == Form::number_list && is_json_number(part) ? JsonValue::of_number(part) : JsonValue::of_text(part);
}

template <typename Float> JsonValue floating_value(Float number) {
  if (std::isnan(number))
    return JsonValue::of_text("NaN");
  if (std::isinf(number))
    return JsonValue::of_text(number < 0 ? "-inf" : "inf");
  char digits[64];
  char* const end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  return JsonValue::of_number(std::string(digits, end));
}

JsonValue word_value(std::span<const std::byte> word, const ValueRepresentation& vr, std::endian order) {
  const std::uint64_t bits = integer_of(word, order);
  if (vr.form == Form::floating)
    return vr.unit == 4 ? floating_value(std::bit_cast<float>(static_cast<std::uint32_t>(bits)))
                        : floating_value(std::bit_cast<double>(bits));
  if (vr.form == Form::tag) {
    // Two words, each in the byte order of the file.
    const auto half = [&](std::size_t at) { return static_cast<std::uint16_t>(integer_of(word.subspan(at, 2), order)); };
    return JsonValue::of_text(hex_of(Tag{half(0), half(2)}));
  }
  if (!vr.is_signed)
    return JsonValue::of_number(std::to_string(bits));
  const unsigned unused = 64 - 8u * vr.unit;
  return JsonValue::of_number(std::to_string(static_cast<std::int64_t>(bits << unused) >> unused));
}

void add_words(JsonValue& attribute, const ValueRepresentation& vr, std::span<const std::byte> bytes, std::endian order,
               ValueOddity& oddity) {
  if (bytes.size() % vr.unit != 0) {
    oddity.width = true;
    add_bytes(attribute, bytes, 1, order);
    return;
  }
  if (bytes.size() / vr.unit > most_values) {
    add_bytes(attribute, bytes, vr.unit, order);
    return;
  }
  JsonValue values = JsonValue::array();
  for (std::size_t i = 0; i < bytes.size(); i += vr.unit)
    values.append(word_value(bytes.subspan(i, vr.unit), vr, order));
  attribute.set("Value", std::move(values));
}

void add_texts(JsonValue& attribute, const ValueRepresentation& vr, std::span<const std::byte> bytes, std::endian order,
               const TextDecoder& texts, ValueOddity& oddity) {
  bool sound = true;
  const std::string text = (vr.in_character_set ? texts : TextDecoder()).decode(without_padding(text_of(bytes), vr.blank_start), sound);
  oddity.text = !sound;
  if (text.empty())
    return;
  JsonValue values = JsonValue::array();
  if (vr.form == Form::text) {
    values.append(JsonValue::of_text(text));
  } else {
    const auto parts = parts_of(text);
    if (parts.size() > most_values) {
      add_bytes(attribute, bytes, 1, order);
      return;
    }
    for (const std::string& part : parts)
      values.append(part_value(part, vr.form));
  }
  attribute.set("Value", std::move(values));
}

/// Whether bytes of unknown representation can be nothing but text.
bool is_plain_text(std::string_view text) {
  if (text.size() < shortest_plain_text)
    return false;
  if (text.back() == '\0')
    text.remove_suffix(1);
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= ' ' && c <= '~') || c == '\n' || c == '\r' || c == '\t'; });
}

} // namespace

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\\', at), text.size());
    parts.emplace_back(without_padding(text.substr(at, end - at), false));
    at = end + 1;
  }
  return parts;
}

std::string digest_iri(std::span<const std::byte> bytes) { return "ni:///sha-256;" + base64url(sha256(bytes)); }

void add_value(JsonValue& attribute, const ValueRepresentation& vr, std::span<const std::byte> bytes, std::endian order,
               const TextDecoder& texts, ValueOddity& oddity) {
  if (bytes.empty())
    return;
  switch (vr.form) {
  case Form::text:
  case Form::text_list:
  case Form::number_list:
  case Form::person_list:
    add_texts(attribute, vr, bytes, order, texts, oddity);
    return;
  case Form::integer:
  case Form::floating:
  case Form::tag:
    add_words(attribute, vr, bytes, order, oddity);
    return;
  case Form::unknown:
    if (is_plain_text(text_of(bytes))) {
      JsonValue values = JsonValue::array();
      values.append(JsonValue::of_text(std::string(without_padding(text_of(bytes), true))));
      attribute.set("Value", std::move(values));
      return;
    }
    [[fallthrough]];
  case Form::binary:
  case Form::sequence: // one that is no sequence in truth
    add_bytes(attribute, bytes, vr.unit, order);
    return;
  }
}

} // namespace micrograph::formats::dicom
