#include "mapping/rule_header.hpp"

#include "base/ascii.hpp"
#include "base/error.hpp"
#include "mapping/dates.hpp"
#include "rdf/vocabulary.hpp"
#include "sssom/prefix_map.hpp"

#include <algorithm>
#include <cstdint>

namespace micrograph::mapping {

namespace {

constexpr std::string_view header_mark = "#+";

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!(text = ascii::trimmed(text)).empty()) {
    const auto end = std::min(text.find_first_of(" \t"), text.size());
    words.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return words;
}

/// Calls `each(line, number)` for the lines of a text, without white space around them.
template <typename Each> void each_line(std::string_view text, Each each) {
  for (std::uint64_t number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    each(ascii::trimmed(text.substr(0, end)), number);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

/// The prefixes that a query declares, one on a line, as our rules have them. The parser reads them too; this
/// is for the header, which is a comment to it.
sssom::PrefixMap prefixes_of(std::string_view text) {
  sssom::PrefixMap prefixes;
  each_line(text, [&](std::string_view line, std::uint64_t) {
    const auto words = words_of(line);
    if (words.size() == 3 && ascii::lower(words[0]) == "prefix" && words[1].ends_with(':') &&
        words[2].starts_with('<') && words[2].ends_with('>'))
      prefixes.add(std::string(words[1].substr(0, words[1].size() - 1)),
                   std::string(words[2].substr(1, words[2].size() - 2)));
  });
  return prefixes;
}

[[noreturn]] void refuse(const std::string& what, const Place& place) {
  throw QueryError("mapping.rule.header", what, place);
}

std::string term_of(std::string_view word, const sssom::PrefixMap& prefixes, const Place& place) {
  const bool iri = word.size() > 2 && word.front() == '<' && word.back() == '>';
  auto term = iri ? std::optional(std::string(word.substr(1, word.size() - 2))) : prefixes.expand(word);
  if (!term)
    refuse("the rule does not declare the prefix of \"" + std::string(word) + "\"", place);
  return std::move(*term);
}

/// Words that must all be there, each of one term or of several with `|` between them, of which one must.
void add_required(RuleHeader& header, std::string_view words, const sssom::PrefixMap& prefixes, const Place& place) {
  for (std::string_view word : words_of(words)) {
    std::vector<std::string>& alternatives = header.required.emplace_back();
    for (auto bar = word.find('|'); bar != std::string_view::npos; bar = word.find('|')) {
      alternatives.push_back(term_of(word.substr(0, bar), prefixes, place));
      word.remove_prefix(bar + 1);
    }
    alternatives.push_back(term_of(word, prefixes, place));
  }
}

void read_line(RuleHeader& header, std::string_view line, const sssom::PrefixMap& prefixes, const Place& place) {
  const auto colon = std::min(line.find(':'), line.size());
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = ascii::trimmed(line.substr(std::min(colon + 1, line.size())));
  if (name == "requires") {
    add_required(header, value, prefixes, place);
  } else if (name == "author" && !value.empty()) {
    header.authors.emplace_back(value);
  } else if (name == "date") {
    const auto date = read_date(value);
    if (!date || date->datatype != rdf::vocabulary::xsd::date || !header.date.empty())
      refuse("`#+ date:` stands once and says the day, as 2026-01-31", place);
    header.date = date->value;
  } else {
    refuse("a #+ line says `requires:` and the terms that a source must have, `author:` and who wrote the rule, or "
           "`date:` and when",
           place);
  }
}

} // namespace

RuleHeader read_rule_header(std::string_view text, const std::string& file) {
  const sssom::PrefixMap prefixes = prefixes_of(text);
  RuleHeader header;
  each_line(text, [&](std::string_view line, std::uint64_t number) {
    if (line.starts_with(header_mark))
      read_line(header, ascii::trimmed(line.substr(header_mark.size())), prefixes, Place{file, {}, {}, number, {}});
    else if (number == 1 && line.starts_with('#'))
      header.summary = ascii::trimmed(line.substr(1));
  });
  return header;
}

} // namespace micrograph::mapping
