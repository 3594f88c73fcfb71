#include "jsonld/keywords.hpp"

#include "rdf/characters.hpp"
#include "rdf/iri.hpp"

#include <algorithm>
#include <array>

namespace micrograph::jsonld {

namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

} // namespace

bool is_keyword(std::string_view text) {
  static constexpr std::array<std::string_view, 30> keywords = {
      "@any",        "@base",        "@container", "@context",  "@default",   "@direction",
      "@embed",      "@explicit",    "@graph",     "@id",       "@import",    "@included",
      "@index",      "@json",        "@language",  "@list",     "@nest",      "@none",
      "@null",       "@omitDefault", "@prefix",    "@preserve", "@propagate", "@protected",
      "@requireAll", "@reverse",     "@set",       "@type",     "@value",     "@version"};
  if (text.empty() || text[0] != '@')
    return false;
  return text == "@vocab" || std::find(keywords.begin(), keywords.end(), text) != keywords.end();
}

bool has_keyword_form(std::string_view text) {
  return text.size() > 1 && text[0] == '@' && std::all_of(text.begin() + 1, text.end(), is_letter);
}

bool is_absolute_iri(std::string_view text) {
  return rdf::has_scheme(text) && std::count(text.begin(), text.end(), '#') <= 1 &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return !rdf::characters::is_ascii(c) || rdf::characters::is(c, rdf::characters::iri);
         });
}

bool is_language_tag(std::string_view text) {
  bool first = true;
  bool empty = true; // the subtag
  for (const char c : text) {
    if (c == '-' && !empty) {
      first = false;
      empty = true;
    } else if (is_letter(c) || (!first && is_digit(c))) {
      empty = false;
    } else {
      return false;
    }
  }
  return !empty;
}

} // namespace micrograph::jsonld
