#include "document/xml_input.hpp"

#include "base/error.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace micrograph::document {

namespace {

/// The bytes that read() must look at; the others are copied in runs.
constexpr auto interesting = [] {
  std::array<bool, 256> table{};
  for (int c = 0; c < 0x20; ++c)
    table[static_cast<std::size_t>(c)] = c != '\t' && c != '\n' && c != '\r';
  for (const char c : {'<', '>', '&', '"', '\''})
    table[static_cast<unsigned char>(c)] = true;
  return table;
}();

[[noreturn]] void refuse_encoding(const std::string& source, const std::string& text,
                                  std::optional<std::uint64_t> offset = {}) {
  throw FormatError("xml.encoding", text, Place{source, {}, offset, {}, {}});
}

std::string utf16_to_utf8(std::string_view bytes, bool big_endian, const std::string& source) {
  const auto unit = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return static_cast<char32_t>(big_endian ? first << 8 | second : second << 8 | first);
  };
  std::string out;
  out.reserve(bytes.size());
  std::size_t at = 0;
  for (; at + 1 < bytes.size(); at += 2) {
    char32_t c = unit(at);
    if (c >= 0xD800 && c < 0xE000) {
      const char32_t low = c < 0xDC00 && at + 3 < bytes.size() ? unit(at + 2) : U'\0';
      if (low < 0xDC00 || low >= 0xE000)
        refuse_encoding(source, "half of a UTF-16 surrogate pair stands alone", at);
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      at += 2;
    }
    append_utf8(out, c);
  }
  // One byte more is a NUL terminator that was cut in two; anything else is a character cut in two.
  if (at < bytes.size() && bytes[at] != '\0')
    refuse_encoding(source, "the text ends within a UTF-16 character", at);
  return out;
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

bool is_xml_character(std::uint32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) ||
         (c >= 0x10000 && c < 0x110000);
}

} // namespace

XmlInput::XmlInput(std::span<const std::byte> document, std::string source) : source_(std::move(source)) {
  choose_encoding(document);
  const std::size_t last = rest_.find_last_not_of('\0');
  const std::size_t length = last == std::string_view::npos ? 0 : last + 1;
  trailing_nuls_ = rest_.size() - length;
  rest_ = rest_.substr(0, length);
}

void XmlInput::choose_encoding(std::span<const std::byte> document) {
  rest_ = {reinterpret_cast<const char*>(document.data()), document.size()};
  const auto starts = [&](std::initializer_list<int> bytes) {
    return rest_.size() >= bytes.size() &&
           std::equal(bytes.begin(), bytes.end(), rest_.begin(),
                      [](int wanted, char c) { return wanted == static_cast<unsigned char>(c); });
  };
  if (starts({0, 0, 0xFE, 0xFF}) || starts({0xFF, 0xFE, 0, 0}) || starts({0, 0, 0, '<'}) ||
      starts({'<', 0, 0, 0}))
    refuse_encoding(source_, "documents in UTF-32 are not read; convert it to UTF-8");
  if (starts({0x4C, 0x6F, 0xA7, 0x94}))
    refuse_encoding(source_, "documents in EBCDIC are not read; convert it to UTF-8");
  const bool marked = starts({0xFE, 0xFF}) || starts({0xFF, 0xFE});
  if (marked || starts({0, '<'}) || starts({'<', 0})) {
    converted_ =
        utf16_to_utf8(rest_.substr(marked ? 2 : 0), starts({0xFE, 0xFF}) || starts({0, '<'}), source_);
    rest_ = converted_;
    ignores_declared_encoding_ = true;
    if (const std::string declared = declared_encoding(rest_); !declared.empty() && !is_utf16_name(declared))
      wrong_declaration_ = declared;
    return;
  }
  const bool is_marked_utf8 = starts({0xEF, 0xBB, 0xBF});
  if (is_marked_utf8)
    rest_.remove_prefix(3);
  const std::string declared = declared_encoding(rest_);
  if (is_marked_utf8) {
    ignores_declared_encoding_ = true;
    if (!declared.empty() && declared != "utf-8")
      wrong_declaration_ = declared;
    return;
  }
  if (hides_ascii(declared))
    refuse_encoding(source_, "documents in " + declared + " are not read; convert it to UTF-8");
  if (is_utf16_name(declared)) {
    wrong_declaration_ = declared;
    ignores_declared_encoding_ = true;
  }
}

std::size_t XmlInput::read(std::span<char> out) {
  std::size_t written = 0;
  while (written < out.size() && position_ < rest_.size() && exceeded_.empty()) {
    const std::size_t room = std::min(out.size() - written, rest_.size() - position_);
    const char* const start = rest_.data() + position_;
    std::size_t run = 0;
    while (run < room && !interesting[static_cast<unsigned char>(start[run])])
      ++run;
    std::copy_n(start, run, out.data() + written);
    written += run;
    position_ += run;
    if (section_ == Section::declaration && position_ - section_start_ > max_declaration_size)
      exceeded_ = "a declaration has more than " + std::to_string(max_declaration_size) + " bytes";
    if (run == room)
      break;
    const char c = start[run];
    if (special(c)) {
      out[written++] = c;
      ++position_;
    }
  }
  return written;
}

/// Takes note of a character that may matter; false if it was left out.
bool XmlInput::special(char c) {
  switch (c) {
  case '<':
    if (section_ == Section::text || section_ == Section::tag || section_ == Section::declaration)
      enter_section();
    return true;
  case '>':
    if (section_ends())
      section_ = Section::text;
    return true;
  case '"':
  case '\'':
    if (section_ == Section::tag) {
      if (quote_ == 0) {
        quote_ = c;
        if (++attributes_ > max_attributes)
          exceeded_ = "an element has more than " + std::to_string(max_attributes) + " attributes";
      } else if (quote_ == c) {
        quote_ = 0;
      }
    }
    return true;
  case '&':
    if (section_ == Section::text || section_ == Section::tag)
      if (const std::size_t length = forbidden_reference(); length > 0) {
        ++forbidden_references_;
        position_ += length;
        return false;
      }
    return true;
  default:
    ++control_characters_;
    ++position_;
    return false;
  }
}

void XmlInput::enter_section() {
  const std::string_view here = rest_.substr(position_, 9);
  section_ = here.starts_with("<!--")        ? Section::comment
             : here.starts_with("<![CDATA[") ? Section::cdata
             : here.starts_with("<?")        ? Section::instruction
             : here.starts_with("<!")        ? Section::declaration
                                             : Section::tag;
  quote_ = 0;
  attributes_ = 0;
  section_start_ = position_;
}

bool XmlInput::section_ends() const {
  const std::string_view before = rest_.substr(0, position_);
  switch (section_) {
  case Section::tag:
    return quote_ == 0;
  case Section::comment:
    return before.ends_with("--");
  case Section::cdata:
    return before.ends_with("]]");
  case Section::instruction:
    return before.ends_with("?");
  default:
    return true;
  }
}

/// Length of the character reference at the position if XML forbids the character, else 0.
std::size_t XmlInput::forbidden_reference() const {
  const std::string_view here = rest_.substr(position_, 64);
  if (!here.starts_with("&#"))
    return 0;
  const bool hexadecimal = here.substr(2).starts_with('x');
  const std::size_t first_digit = hexadecimal ? 3 : 2;
  std::uint32_t value = 0;
  for (std::size_t i = first_digit; i < here.size(); ++i) {
    const auto c = static_cast<unsigned char>(here[i]);
    if (c == ';')
      return i > first_digit && !is_xml_character(value) ? i + 1 : 0;
    if (!(hexadecimal ? std::isxdigit(c) : std::isdigit(c)))
      return 0;
    const std::uint32_t digit = std::isdigit(c) ? c - '0' : (c | 0x20) - 'a' + 10u;
    value = std::min<std::uint32_t>(value * (hexadecimal ? 16 : 10) + digit, 0x110000);
  }
  return 0;
}

void XmlInput::report(FindingSink& findings) const {
  const auto mended = [&](const char* code, std::uint64_t count, const std::string& text) {
    if (count > 0)
      findings.report(
          {code, Severity::warning, Place{source_, {}, {}, {}, {}}, std::to_string(count) + text});
  };
  mended("xml.control-character", control_characters_,
         " control characters that XML forbids were left out; the writing program should be told");
  mended("xml.character-reference", forbidden_references_,
         " references to characters that XML forbids were left out; the writing program should be told");
  mended("xml.trailing-nul", trailing_nuls_, " NUL bytes after the document were left out");
  if (!wrong_declaration_.empty())
    findings.report({"xml.encoding-declared", Severity::warning, Place{source_, {}, {}, {}, {}},
                     "the document says that it is in " + wrong_declaration_ +
                         ", but its bytes say otherwise; they were followed"});
}

} // namespace micrograph::document
