#include "identifiers/recognition.hpp"

#include "base/ascii.hpp"
#include "identifiers/text.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace micrograph::identifiers {

namespace {

enum class Mark : std::uint8_t { none, prefix, address };

/// What is left of a text without its mark.
struct Unmarked {
  Mark mark = Mark::none;
  std::string_view rest;
};

bool is_address(std::string_view mark) {
  return mark.find('.') < mark.find('/') && mark.find('/') != std::string_view::npos;
}

/// Sites that lead from `prefix:identifier` or `prefix/identifier` to a scheme's own.
bool take_resolver(std::string_view& text) {
  return take(text, "identifiers.org/") || take(text, "bioregistry.io/") || take(text, "n2t.net/");
}

/// A prefix, which a resolver also takes with a slash after it.
bool take_prefix(std::string_view& text, std::string_view mark, bool after_resolver) {
  if (take(text, mark))
    return true;
  if (!after_resolver || !mark.ends_with(':'))
    return false;
  std::string_view rest = text;
  if (!take(rest, mark.substr(0, mark.size() - 1)) || !rest.starts_with('/'))
    return false;
  rest.remove_prefix(1);
  text = rest;
  return true;
}

/// Without what a browser adds to a page's address.
std::string_view page(std::string_view rest) {
  rest = rest.substr(0, rest.find_first_of("?#"));
  while (rest.ends_with('/'))
    rest.remove_suffix(1);
  return rest;
}

Unmarked unmarked(const Scheme& scheme, std::string_view text) {
  std::string_view web = text;
  (void)take_web_scheme(web);
  const bool resolved = take_resolver(web);
  for (const std::string_view mark : scheme.marks) {
    if (is_address(mark)) {
      std::string_view rest = text;
      (void)take_web_scheme(rest);
      if (!take(rest, mark))
        continue;
      // "https://orcid.org/https://orcid.org/…": somebody put the start before what had it.
      if (const Unmarked inner = rest.starts_with("http") ? unmarked(scheme, rest) : Unmarked{}; inner.mark == Mark::address)
        return inner;
      return {Mark::address, scheme.keeps_rest_of_address ? rest : page(rest)};
    }
    std::string_view rest = resolved ? web : text;
    if (!take_prefix(rest, mark, resolved))
      continue;
    rest = ascii::trimmed(rest);
    (void)take_prefix(rest, mark, false); // "RRID:RRID:AB_1": where the prefix counts as part of the identifier
    rest = ascii::trimmed(rest);
    // "doi: https://doi.org/10…": both at once.
    const Unmarked inner = unmarked(scheme, rest);
    if (inner.mark == Mark::address)
      return inner;
    return {resolved ? Mark::address : Mark::prefix, resolved && !scheme.keeps_rest_of_address ? page(rest) : rest};
  }
  return {Mark::none, text};
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), ascii::is_digit);
}

/// A page of the scheme's site, a sentence, or a part of what the identifier before `#` names.
bool names_something_else(const Scheme& scheme, std::string_view text) {
  const auto fragment = text.find('#');
  return !has_digit(text) || text.find(' ') != std::string_view::npos ||
         (fragment != std::string_view::npos && scheme.read(text.substr(0, fragment)).status == Status::valid);
}

Recognition marked_recognition(const Scheme& scheme, const Unmarked& found) {
  Outcome outcome = scheme.read(ascii::trimmed(found.rest));
  if (outcome.status == Status::malformed && names_something_else(scheme, found.rest))
    return {};
  return {&scheme, outcome.status, std::move(outcome.iri), true};
}

} // namespace

Recognition read_as(const Scheme& scheme, std::string_view text) {
  if (text.size() > longest_identifier)
    return {};
  text = without_punctuation(text);
  if (text.empty())
    return {};
  const Unmarked found = unmarked(scheme, text);
  if (found.mark != Mark::none)
    return marked_recognition(scheme, found);
  Outcome outcome = scheme.read(text);
  if (outcome.status == Status::malformed && recognise(text).marked)
    return {};
  return {&scheme, outcome.status, std::move(outcome.iri), false};
}

Recognition recognise(std::string_view text) {
  if (text.size() > longest_identifier)
    return {};
  text = without_punctuation(text);
  if (text.empty())
    return {};
  for (const Scheme& scheme : schemes())
    if (const Unmarked found = unmarked(scheme, text); found.mark != Mark::none)
      return marked_recognition(scheme, found);
  for (const Scheme& scheme : schemes())
    if (scheme.looks && scheme.looks(text)) {
      Outcome outcome = scheme.read(text);
      if (outcome.status != Status::malformed) // it only looked like one
        return {&scheme, outcome.status, std::move(outcome.iri), false};
    }
  return {};
}

} // namespace micrograph::identifiers
