#include "formats/oif/text_part.hpp"

#include "base/as_text.hpp"
#include "base/ascii.hpp"
#include "base/utf16.hpp"
#include "document/text_encoding.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace micrograph::formats::oif {

namespace {

constexpr char vocabulary[] = "https://w3id.org/micrograph/source/oif#";
constexpr std::uint64_t max_text_size = 16 << 20; ///< bytes; real ones have up to a few hundred kilobytes
constexpr std::uint64_t max_table_head = 16
                                         << 10; ///< bytes before a look-up table; real ones have one kilobyte
constexpr std::string_view table_section = "[ColorLUTData]";

enum class Kind { plane, regions, look_up_table, pixels, other };

Kind kind_of(std::string_view name) {
  const std::string lower = ascii::lower(name);
  if (lower.ends_with(".pty"))
    return Kind::plane;
  if (lower.ends_with(".roi"))
    return Kind::regions;
  if (lower.ends_with(".lut"))
    return Kind::look_up_table;
  return lower.ends_with(".tif") || lower.ends_with(".tiff") || lower.ends_with(".bmp") ? Kind::pixels
                                                                                        : Kind::other;
}

const char* root_name(Kind kind, bool is_main) {
  if (is_main)
    return "Image";
  switch (kind) {
  case Kind::plane:
    return "Plane";
  case Kind::regions:
    return "Regions";
  case Kind::look_up_table:
    return "LookUpTable";
  default:
    return "Text";
  }
}

std::string_view view_of(std::span<const std::byte> bytes) {
  return as_text(bytes);
}

/// Without the table behind its heading, which is binary.
void cut_at_table(std::vector<std::byte>& bytes) {
  const std::string section = utf16_of_ascii(table_section), line_end = utf16_of_ascii("\r\n");
  const std::size_t at = view_of(bytes).find(section);
  if (at == std::string_view::npos)
    return;
  const std::size_t end = at + section.size();
  bytes.resize(view_of(bytes).substr(end).starts_with(line_end) ? end + line_end.size() : end);
}

/// As the lifter takes it. Absent if this is no text at all.
std::optional<std::vector<std::byte>> proper_text(std::vector<std::byte>&& bytes, const Part& part,
                                                  FindingSink& findings) {
  const auto decoded = document::decode_text(bytes);
  const bool has_mark = view_of(bytes).starts_with(text_mark);
  if (has_mark == (decoded.encoding == document::TextEncoding::utf16_with_mark) &&
      decoded.text.find('\0') == std::string::npos)
    return std::move(bytes);
  if (!has_mark)
    return {};
  findings.report({"oif.text", Severity::warning, Place{{}, part.place, {}, {}, {}},
                   "a NUL, half a character or half a surrogate pair in the text: U+FFFD stands for it, or "
                   "it was left out"});
  std::string text;
  for (const char c : text_of_utf16(std::span<const std::byte>(bytes).subspan(text_mark.size())))
    text += c == '\0' ? std::string_view("\xEF\xBF\xBD") : std::string_view(&c, 1);
  const auto repaired = std::as_bytes(std::span(text));
  return std::vector<std::byte>(repaired.begin(), repaired.end());
}

} // namespace

std::string utf16_of_ascii(std::string_view text) {
  std::string units;
  for (const char c : text)
    units.append({c, '\0'});
  return units;
}

std::optional<document::Document> text_of_part(const Part& part, bool is_main, FindingSink& findings) {
  const Kind kind = is_main ? Kind::other : kind_of(part.name);
  if (kind == Kind::pixels)
    return {};
  const auto leave_out = [&](const std::string& why) {
    findings.report(
        {"oif.part", Severity::warning, Place{{}, part.place, {}, {}, {}}, why + "; it was left out"});
    return std::nullopt;
  };
  try {
    if (kind == Kind::other && !is_main && view_of(part.read(text_mark.size())) != text_mark)
      return {};
    if (kind != Kind::look_up_table && part.size > max_text_size)
      return leave_out("the text has more than " + std::to_string(max_text_size) + " bytes");
    auto bytes = part.read(kind == Kind::look_up_table ? max_table_head : part.size);
    if (kind == Kind::look_up_table)
      cut_at_table(bytes);
    auto text = proper_text(std::move(bytes), part, findings);
    if (!text)
      return leave_out("there are NULs in it, so it is no text");
    document::Document document;
    document.kind = document::Kind::text;
    document.vocabulary = vocabulary;
    document.root_name = root_name(kind, is_main);
    document.place = part.place;
    document.bytes = std::move(*text);
    return document;
  } catch (const FormatError& error) {
    return leave_out(error.what());
  }
}

} // namespace micrograph::formats::oif
