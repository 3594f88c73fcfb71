#include "identifiers/iris.hpp"

#include "base/ascii.hpp"
#include "identifiers/recognition.hpp"
#include "identifiers/text.hpp"

#include <algorithm>
#include <utility>

namespace micrograph::identifiers {

namespace {

std::optional<std::string> iri_if_valid(Recognition found) {
  return found.status == Status::valid ? std::optional(std::move(found.iri)) : std::nullopt;
}

std::optional<std::string> iri_as(std::string_view scheme, std::string_view text) {
  return iri_if_valid(read_as(*find_scheme(scheme), text));
}

} // namespace

std::optional<std::string> doi_iri(std::string_view text) {
  return iri_as("doi", text);
}

std::optional<std::string> orcid_iri(std::string_view text) {
  return iri_as("orcid", text);
}

std::optional<std::string> ror_iri(std::string_view text) {
  return iri_as("ror", text);
}

std::optional<std::string> uuid_iri(std::string_view text) {
  return iri_as("uuid", text);
}

std::optional<std::string> licence_iri(std::string_view text) {
  if (auto iri = iri_as("creative-commons", text))
    return iri;
  // Any word could be one of SPDX, so it has to say that it is.
  Recognition found = read_as(*find_scheme("spdx"), text);
  return found.marked ? iri_if_valid(std::move(found)) : std::nullopt;
}

std::optional<std::string> identifier_iri(std::string_view text) {
  return iri_if_valid(recognise(text));
}

std::optional<std::string> plain_iri(std::string_view text) {
  text = ascii::trimmed(text);
  const auto colon = text.find(':');
  if (text.size() > longest_identifier || colon == std::string_view::npos || colon == 0 || colon + 1 == text.size())
    return std::nullopt;
  const std::string_view scheme = text.substr(0, colon);
  if (!ascii::is_letter(scheme.front()) || !std::all_of(scheme.begin(), scheme.end(), [](char c) {
        return ascii::is_letter(c) || ascii::is_digit(c) || c == '+' || c == '-' || c == '.';
      }))
    return std::nullopt;
  // One letter is a drive: C:\Users.
  if (scheme.size() < 2 || !has_iri_characters(text))
    return std::nullopt;
  return std::string(text);
}

} // namespace micrograph::identifiers
