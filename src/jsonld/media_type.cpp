#include "jsonld/media_type.hpp"

#include "base/ascii.hpp"

#include <algorithm>

namespace micrograph::jsonld {

namespace {

/// Cuts off what stands before the separator, but not one between quotation marks or angle brackets.
std::string_view take_until(std::string_view& text, char separator) {
  bool quoted = false;
  bool bracketed = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"' && !bracketed)
      quoted = !quoted;
    else if (c == '<' && !quoted)
      bracketed = true;
    else if (c == '>')
      bracketed = false;
    else if (c == separator && !quoted && !bracketed)
      break;
  }
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return ascii::trimmed(part);
}

struct Parameter {
  std::string name; ///< lower case
  std::string_view value;
};

Parameter parameter(std::string_view text) {
  Parameter result;
  result.name = ascii::lower(take_until(text, '='));
  result.value = ascii::trimmed(text);
  if (result.value.size() >= 2 && result.value.front() == '"' && result.value.back() == '"')
    result.value = result.value.substr(1, result.value.size() - 2);
  return result;
}

} // namespace

MediaType media_type(std::string_view text) {
  MediaType type;
  type.name = ascii::lower(take_until(text, ';'));
  while (!text.empty()) {
    const Parameter found = parameter(take_until(text, ';'));
    if (found.name == "profile")
      type.profile = found.value;
  }
  return type;
}

std::vector<Link> links_with_rel(std::string_view header, std::string_view rel) {
  std::vector<Link> links;
  while (!header.empty()) {
    std::string_view entry = take_until(header, ',');
    std::string_view target = take_until(entry, ';');
    if (target.size() < 2 || target.front() != '<' || target.back() != '>')
      continue;
    Link link;
    link.target = target.substr(1, target.size() - 2);
    while (!entry.empty()) {
      const Parameter found = parameter(take_until(entry, ';'));
      if (found.name == "rel")
        link.rel = found.value;
      else if (found.name == "type")
        link.type = ascii::lower(found.value);
    }
    if (link.rel == rel)
      links.push_back(std::move(link));
  }
  return links;
}

} // namespace micrograph::jsonld
