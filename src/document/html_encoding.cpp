#include "document/html_encoding.hpp"

#include "base/as_text.hpp"
#include "base/ascii.hpp"
#include "base/character_set.hpp"
#include "base/utf8.hpp"
#include "document/html_reader.hpp"
#include "document/text_encoding.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace micrograph::document {

namespace {

constexpr std::size_t declared_within = 4096; ///< bytes of the page that are searched for its encoding

/// Labels of the Encoding standard, and what the C library calls them. A label beyond these, of a page that anybody may have
/// written, is not given to the C library.
constexpr std::array<std::pair<std::string_view, const char*>, 24> known_encodings{
    {{"iso-8859-2", "ISO-8859-2"},     {"iso-8859-3", "ISO-8859-3"},     {"iso-8859-4", "ISO-8859-4"},
     {"iso-8859-5", "ISO-8859-5"},     {"iso-8859-7", "ISO-8859-7"},     {"iso-8859-9", "ISO-8859-9"},
     {"iso-8859-13", "ISO-8859-13"},   {"iso-8859-15", "ISO-8859-15"},   {"windows-1250", "CP1250"},
     {"windows-1251", "CP1251"},       {"windows-1253", "CP1253"},       {"windows-1254", "CP1254"},
     {"windows-1256", "CP1256"},       {"windows-1257", "CP1257"},       {"koi8-r", "KOI8-R"},
     {"koi8-u", "KOI8-U"},             {"shift_jis", "SHIFT_JIS"},       {"euc-jp", "EUC-JP"},
     {"euc-kr", "EUC-KR"},             {"gb2312", "GB18030"},            {"gbk", "GB18030"},
     {"gb18030", "GB18030"},           {"big5", "BIG5"},                 {"x-sjis", "SHIFT_JIS"}}};

/// What `<meta charset=…>` or `<meta http-equiv=content-type content="…; charset=…">` says; empty if neither is there.
std::string declared_encoding(std::string_view page) {
  HtmlReader reader(page.substr(0, declared_within));
  for (HtmlElement element; reader.next(element);) {
    if (element.name != "meta")
      continue;
    if (element.find("charset"))
      return ascii::lower(element.value("charset"));
    if (ascii::lower(element.value("http-equiv")) != "content-type")
      continue;
    const std::string content = ascii::lower(element.value("content"));
    const std::size_t found = content.find("charset=");
    if (found == std::string::npos)
      continue;
    const std::string_view label = std::string_view(content).substr(found + 8);
    return std::string(label.substr(0, label.find_first_of(" ;\"'")));
  }
  return {};
}

const char* name_of_encoding(std::string_view label) {
  for (const auto& [known, name] : known_encodings)
    if (known == label)
      return name;
  return nullptr;
}

} // namespace

HtmlText decode_html(std::span<const std::byte> page) {
  const std::string_view bytes = as_text(page);
  for (const auto& [mark, name] : {std::pair{"\xFF\xFE", "UTF-16LE"}, std::pair{"\xFE\xFF", "UTF-16BE"}})
    if (bytes.starts_with(mark))
      if (auto text = utf8_from(name, bytes.substr(2)))
        return {std::move(*text), name};
  if (is_utf8(bytes))
    return {std::string(bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes), "UTF-8"};
  if (const char* const name = name_of_encoding(declared_encoding(bytes)))
    if (auto text = utf8_from(name, bytes))
      return {std::move(*text), name};
  return {windows_1252_as_utf8(bytes), "windows-1252"};
}

} // namespace micrograph::document
