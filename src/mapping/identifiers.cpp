#include "mapping/identifiers.hpp"

#include "mapping/void_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace micrograph::mapping {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f');
}

/// Longer identifiers than this do not exist; it bounds the work on hostile text.
constexpr std::size_t longest = 2000;

/// Takes off a start, whatever its case; false if it is not there.
bool take(std::string_view& text, std::string_view start) {
  if (text.size() < start.size() || lower(text.substr(0, start.size())) != start)
    return false;
  text.remove_prefix(start.size());
  return true;
}

bool take_web(std::string_view& text, std::string_view host) {
  std::string_view rest = text;
  if (!take(rest, "https://") && !take(rest, "http://"))
    rest = text;
  (void)take(rest, "www.");
  if (!take(rest, host) || !take(rest, "/"))
    return false;
  text = rest;
  return true;
}

/// No control character, no space, none of <>"{}|\^` (RFC 3987, section 2.2, by exclusion).
bool has_iri_characters(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) <= 0x20 ||
           std::string_view("<>\"{}|\\^`").find(c) != std::string_view::npos || c == 0x7F;
  });
}

std::string percent_encoded(std::string_view text) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (has_iri_characters({&c, 1})) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out;
}

} // namespace

std::optional<std::string> doi_iri(std::string_view text) {
  text = trimmed(text);
  if (text.size() > longest)
    return std::nullopt;
  if (!take_web(text, "doi.org") && !take_web(text, "dx.doi.org"))
    (void)(take(text, "info:doi/") || take(text, "urn:doi:") || take(text, "doi:"));
  text = trimmed(text);
  std::string doi = lower(text);
  // In a URL the slash may have been escaped.
  if (const auto escape = doi.find("%2f"); escape != std::string::npos && doi.find('/') == std::string::npos)
    doi.replace(escape, 3, "/");
  const auto slash = doi.find('/');
  if (!doi.starts_with("10.") || slash == std::string::npos || slash < 7 || slash + 1 == doi.size())
    return std::nullopt;
  const std::string_view registrant = std::string_view(doi).substr(3, slash - 3);
  if (!std::all_of(registrant.begin(), registrant.end(), [](char c) { return is_digit(c) || c == '.'; }))
    return std::nullopt;
  if (std::any_of(doi.begin(), doi.end(), [](char c) { return static_cast<unsigned char>(c) <= 0x20; }))
    return std::nullopt;
  return "https://doi.org/" + percent_encoded(doi);
}

std::optional<std::string> orcid_iri(std::string_view text) {
  text = trimmed(text);
  if (!take_web(text, "orcid.org"))
    (void)take(text, "orcid:");
  text = trimmed(text);
  if (text.ends_with('/'))
    text.remove_suffix(1);
  std::string digits;
  for (std::size_t i = 0; i < text.size() && digits.size() <= 16; ++i) {
    const bool dash_place = digits.size() % 4 == 0 && !digits.empty() && digits.size() < 16;
    if (text[i] == '-' && dash_place && text[i - 1] != '-')
      continue;
    digits += text[i] == 'x' ? 'X' : text[i];
  }
  if (digits.size() != 16 || !std::all_of(digits.begin(), digits.end() - 1, is_digit))
    return std::nullopt;
  unsigned sum = 0;
  for (std::size_t i = 0; i < 15; ++i)
    sum = (sum + static_cast<unsigned>(digits[i] - '0')) * 2 % 11;
  const unsigned check = (12 - sum) % 11;
  if (digits.back() != (check == 10 ? 'X' : static_cast<char>('0' + check)))
    return std::nullopt;
  return "https://orcid.org/" + digits.substr(0, 4) + "-" + digits.substr(4, 4) + "-" + digits.substr(8, 4) +
         "-" + digits.substr(12);
}

std::optional<std::string> ror_iri(std::string_view text) {
  text = trimmed(text);
  if (!take_web(text, "ror.org"))
    (void)take(text, "ror:");
  text = trimmed(text);
  if (text.ends_with('/'))
    text.remove_suffix(1);
  const std::string id = lower(text);
  if (id.size() != 9 || id[0] != '0' || !is_digit(id[7]) || !is_digit(id[8]))
    return std::nullopt;
  constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford: no i, l, o, u
  std::uint64_t number = 0;
  for (const char c : std::string_view(id).substr(1, 6)) {
    const auto digit = alphabet.find(c);
    if (digit == std::string_view::npos)
      return std::nullopt;
    number = number * 32 + digit;
  }
  const std::uint64_t check = 98 - number * 100 % 97;
  if (static_cast<std::uint64_t>(id[7] - '0') * 10 + static_cast<std::uint64_t>(id[8] - '0') != check)
    return std::nullopt;
  return "https://ror.org/" + id;
}

std::optional<std::string> uuid_iri(std::string_view text) {
  text = trimmed(text);
  (void)take(text, "urn:uuid:");
  if (text.size() == 38 && text.front() == '{' && text.back() == '}')
    text = text.substr(1, 36);
  const std::string uuid = lower(text);
  if (uuid.size() != 36)
    return std::nullopt;
  for (std::size_t i = 0; i < uuid.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? uuid[i] != '-' : !is_hex(uuid[i]))
      return std::nullopt;
  }
  if (uuid.find_first_not_of("0-") == std::string::npos)
    return std::nullopt;
  return "urn:uuid:" + uuid;
}

namespace {

/// `by-nc-sa` and its kin.
bool is_creative_commons(std::string_view code) {
  constexpr std::array<std::string_view, 6> codes{"by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd"};
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}
bool is_version(std::string_view version) {
  constexpr std::array<std::string_view, 5> versions{"1.0", "2.0", "2.5", "3.0", "4.0"};
  return std::find(versions.begin(), versions.end(), version) != versions.end();
}

std::string_view step(std::string_view& path) {
  const auto end = std::min(path.find('/'), path.size());
  const std::string_view first = path.substr(0, end);
  path.remove_prefix(std::min(end + 1, path.size()));
  return first;
}

/// From the path of a creativecommons.org page. A language or jurisdiction's text of the licence is its own
/// deed: a port ("…/3.0/de/") is another licence and stays, `legalcode` and `deed.de` are pages of the same
/// one and go.
std::optional<std::string> creative_commons_page(std::string_view path) {
  const std::string_view section = step(path), code = step(path), version = step(path), rest = step(path);
  std::string port;
  if (rest.size() == 2 && std::all_of(rest.begin(), rest.end(), is_letter) && version != "4.0")
    port = std::string(rest) + "/";
  else if (!rest.empty() && !rest.starts_with("legalcode") && !rest.starts_with("deed"))
    return std::nullopt;
  if (section == "licenses" && is_creative_commons(code) && is_version(version))
    return "https://creativecommons.org/licenses/" + std::string(code) + "/" + std::string(version) + "/" +
           port;
  if (section == "publicdomain" &&
      ((code == "zero" && version == "1.0") || (code == "mark" && version == "1.0")))
    return "https://creativecommons.org/publicdomain/" + std::string(code) + "/1.0/";
  return std::nullopt;
}

/// "CC BY 4.0", "CC-BY-NC-SA-3.0", "CC0 1.0", "CC0".
std::optional<std::string> creative_commons_name(std::string name) {
  std::replace(name.begin(), name.end(), ' ', '-');
  std::replace(name.begin(), name.end(), '_', '-');
  if (name == "cc0" || name == "cc0-1.0" || name == "cc-0" || name == "cc-0-1.0" || name == "cc-zero")
    return "https://creativecommons.org/publicdomain/zero/1.0/";
  const auto last = name.rfind('-');
  if (!name.starts_with("cc-") || last == std::string::npos || last < 3)
    return std::nullopt;
  const std::string code = name.substr(3, last - 3), version = name.substr(last + 1);
  if (!is_creative_commons(code) || !is_version(version))
    return std::nullopt;
  return "https://creativecommons.org/licenses/" + code + "/" + version + "/";
}

} // namespace

std::optional<std::string> licence_iri(std::string_view text) {
  text = trimmed(text);
  if (text.size() > longest)
    return std::nullopt;
  if (take_web(text, "creativecommons.org"))
    return creative_commons_page(lower(text));
  if (take_web(text, "spdx.org/licenses")) {
    for (const std::string_view end : {".html", ".json"})
      if (text.ends_with(end))
        text.remove_suffix(end.size());
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
      return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == '+';
    });
    if (text.empty() || !plain)
      return std::nullopt;
    if (auto same = creative_commons_name(lower(text)))
      return same;
    return "http://spdx.org/licenses/" + std::string(text);
  }
  return creative_commons_name(lower(text));
}

std::optional<std::string> plain_iri(std::string_view text) {
  text = trimmed(text);
  const auto colon = text.find(':');
  if (text.size() > longest || colon == std::string_view::npos || colon == 0 || colon + 1 == text.size())
    return std::nullopt;
  const std::string_view scheme = text.substr(0, colon);
  if (!is_letter(scheme.front()) || !std::all_of(scheme.begin(), scheme.end(), [](char c) {
        return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
      }))
    return std::nullopt;
  // One letter is a drive: C:\Users.
  if (scheme.size() < 2 || !has_iri_characters(text))
    return std::nullopt;
  return std::string(text);
}

} // namespace micrograph::mapping
