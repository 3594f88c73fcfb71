#include "report/text.hpp"

#include "base/utf8.hpp"
#include "base/xml_escapes.hpp"
#include "identifiers/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace micrograph::report {
namespace {

/// Control characters, line separators, and the marks and brackets that turn the direction of writing (Unicode Standard
/// Annex 9).
bool acts_on_others(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0x200E || c == 0x200F ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

bool starts_with_scheme(std::string_view iri, std::string_view scheme) {
  return iri.size() > scheme.size() && std::equal(scheme.begin(), scheme.end(), iri.begin(), [](char a, char b) {
           return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
         });
}

} // namespace

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const DecodedCodePoint next = decode_utf8(text);
    append_utf8(out, acts_on_others(next.code_point) ? U' ' : next.code_point);
    text.remove_prefix(next.length);
  }
  return xml_escaped(out);
}

std::size_t length(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count)
    text.remove_prefix(decode_utf8(text).length);
  return count;
}

std::string shortened(std::string_view text, std::size_t limit) {
  std::string out;
  for (std::size_t taken = 0; !text.empty(); ++taken) {
    const DecodedCodePoint next = decode_utf8(text);
    if (taken + 1 >= limit && next.length < text.size())
      return out + "…";
    append_utf8(out, next.code_point);
    text.remove_prefix(next.length);
  }
  return out;
}

std::string rounded(double number, int digits) {
  std::array<char, 64> text{};
  const auto [end, error] =
      std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::general, digits);
  std::string out(text.data(), error == std::errc() ? end : text.data());
  if (out.find('e') != std::string::npos && number >= 1 && number < 1e15) // 2e+04: nobody writes sizes so
    out = std::to_string(static_cast<std::uint64_t>(number));
  return out;
}

std::string percentage(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0 || part == 0)
    return "0 %";
  if (part >= whole)
    return "100 %";
  const double share = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
  if (share < 0.1)
    return "< 0.1 %";
  if (share > 99.9)
    return "> 99.9 %";
  std::array<char, 16> text{};
  if (share < 10)
    std::snprintf(text.data(), text.size(), "%.1f %%", share);
  else // down, not to the nearest: 99.7 is not all
    std::snprintf(text.data(), text.size(), "%d %%", static_cast<int>(share));
  return text.data();
}

std::string web_address(std::string_view iri) {
  constexpr std::size_t longest = 2000; // that every browser takes
  if (iri.size() > longest)
    return {};
  return starts_with_scheme(iri, "https://") || starts_with_scheme(iri, "http://") ? std::string(iri) : std::string();
}

std::string name_from_iri(std::string_view iri) {
  for (const std::string_view resolver : {"https://doi.org/", "http://doi.org/", "https://orcid.org/", "https://ror.org/",
                                          "https://hdl.handle.net/", "http://purl.obolibrary.org/obo/"})
    if (iri.size() > resolver.size() && iri.starts_with(resolver))
      return std::string(iri.substr(resolver.size()));
  if (iri.starts_with("ni:///")) { // named by checksum and path: the checksum tells people nothing
    const auto hash = iri.find('#');
    if (hash != std::string_view::npos && hash + 1 < iri.size())
      return identifiers::percent_decoded(iri.substr(hash + 1));
    return std::string(iri.substr(0, 24));
  }
  for (const std::string_view scheme : {"https://", "http://"})
    if (iri.size() > scheme.size() && iri.starts_with(scheme))
      return std::string(iri.substr(scheme.size()));
  return std::string(iri);
}

} // namespace micrograph::report
