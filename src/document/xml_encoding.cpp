#include "document/xml_encoding.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <cctype>
#include <initializer_list>
#include <optional>

namespace micrograph::document {

namespace {

[[noreturn]] void refuse_encoding(const std::string& source, const std::string& text,
                                  std::optional<std::uint64_t> offset = {}) {
  throw FormatError("xml.encoding", text, Place{source, {}, offset, {}, {}});
}

/// Value of the encoding declaration in lower case, empty if there is none.
std::string declared_encoding(std::string_view text) {
  if (!text.starts_with("<?xml"))
    return {};
  const std::string_view declaration = text.substr(0, std::min(text.find("?>"), std::size_t{256}));
  std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos)
    return {};
  at = declaration.find_first_of("\"'", at);
  if (at == std::string_view::npos)
    return {};
  const std::size_t end = declaration.find(declaration[at], at + 1);
  if (end == std::string_view::npos)
    return {};
  std::string name(declaration.substr(at + 1, end - at - 1));
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name;
}

/// Encodings in which a byte below 0x40 is not always the ASCII character.
bool hides_ascii(std::string_view encoding) {
  for (const std::string_view start : {"iso-2022", "utf-7", "hz", "ebcdic", "ibm", "cp037", "cp500", "cp1047",
                                       "utf-32", "utf32", "ucs-4", "ucs4", "iso-10646-ucs-4"})
    if (encoding.starts_with(start))
      return true;
  return false;
}

bool is_utf16_name(std::string_view encoding) {
  return encoding.starts_with("utf-16") || encoding.starts_with("utf16") || encoding.starts_with("ucs-2") ||
         encoding.starts_with("iso-10646-ucs-2");
}

/// The start of a UTF-16 document as far as it can be converted: enough for its declaration.
std::string declared_in_utf16(std::string_view start, bool big_endian) {
  std::string text;
  Utf16Text(big_endian).append(text, start.substr(0, XmlEncoding::wanted));
  return declared_encoding(text);
}

} // namespace

XmlEncoding find_encoding(std::string_view start, const std::string& source) {
  const auto starts = [&](std::initializer_list<int> bytes) {
    return start.size() >= bytes.size() &&
           std::equal(bytes.begin(), bytes.end(), start.begin(),
                      [](int wanted, char c) { return wanted == static_cast<unsigned char>(c); });
  };
  if (starts({0, 0, 0xFE, 0xFF}) || starts({0xFF, 0xFE, 0, 0}) || starts({0, 0, 0, '<'}) ||
      starts({'<', 0, 0, 0}))
    refuse_encoding(source, "documents in UTF-32 are not read; convert it to UTF-8");
  if (starts({0x4C, 0x6F, 0xA7, 0x94}))
    refuse_encoding(source, "documents in EBCDIC are not read; convert it to UTF-8");

  XmlEncoding encoding;
  const bool marked = starts({0xFE, 0xFF}) || starts({0xFF, 0xFE});
  if (marked || starts({0, '<'}) || starts({'<', 0})) {
    const bool big_endian = starts({0xFE, 0xFF}) || starts({0, '<'});
    encoding.utf16 = big_endian ? XmlEncoding::Utf16::big_endian : XmlEncoding::Utf16::little_endian;
    encoding.mark_length = marked ? 2 : 0;
    encoding.ignores_declared = true;
    if (std::string declared = declared_in_utf16(start.substr(encoding.mark_length), big_endian);
        !declared.empty() && !is_utf16_name(declared))
      encoding.wrong_declaration = std::move(declared);
    return encoding;
  }
  if (starts({0xEF, 0xBB, 0xBF}))
    encoding.mark_length = 3;
  std::string declared = declared_encoding(start.substr(encoding.mark_length));
  if (encoding.mark_length > 0) {
    encoding.ignores_declared = true;
    if (!declared.empty() && declared != "utf-8")
      encoding.wrong_declaration = std::move(declared);
    return encoding;
  }
  if (hides_ascii(declared))
    refuse_encoding(source, "documents in " + declared + " are not read; convert it to UTF-8");
  if (is_utf16_name(declared)) {
    encoding.wrong_declaration = std::move(declared);
    encoding.ignores_declared = true;
  }
  return encoding;
}

void Utf16Text::append(std::string& out, std::string_view bytes) {
  if (lone_surrogate_)
    return;
  if (!cut_.empty()) {
    cut_ += bytes;
    bytes = cut_;
  }
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(big_endian_ ? first << 8 | second : second << 8 | first);
  };
  const auto is_low = [](char32_t c) { return c >= 0xDC00 && c < 0xE000; };
  std::size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    char32_t c = unit(at);
    if (c >= 0xD800 && c < 0xDC00 && at + 3 >= bytes.size())
      break;
    if (c >= 0xD800 && c < 0xE000) {
      lone_surrogate_ = is_low(c) || !is_low(unit(at + 2));
      if (lone_surrogate_)
        break;
      c = 0x10000 + ((c - 0xD800) << 10) + (unit(at + 2) - 0xDC00);
      at += 2;
    }
    append_utf8(out, c);
  }
  offset_ += at;
  cut_ = std::string(bytes.substr(at));
}

void Utf16Text::check(const std::string& source) const {
  if (lone_surrogate_)
    refuse_encoding(source, "half of a UTF-16 surrogate pair stands alone", offset_);
}

void Utf16Text::finish(const std::string& source) const {
  check(source);
  if (cut_.size() > 1)
    refuse_encoding(source, "half of a UTF-16 surrogate pair stands alone", offset_);
  // One byte more is a NUL terminator that was cut in two; anything else is a character cut in two.
  if (cut_.size() == 1 && cut_[0] != '\0')
    refuse_encoding(source, "the text ends within a UTF-16 character", offset_);
}

} // namespace micrograph::document
