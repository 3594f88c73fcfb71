#include "identifiers/readers.hpp"
#include "base/ascii.hpp"
#include "identifiers/text.hpp"

#include <algorithm>
#include <array>

namespace micrograph::identifiers {

Outcome read_ark(std::string_view text) {
  while (text.starts_with('/')) // "ark:/12345/…" is the older way to write "ark:12345/…"
    text.remove_prefix(1);
  const auto slash = text.find('/');
  if (slash == std::string_view::npos || slash + 1 == text.size() || !has_iri_characters(text))
    return malformed();
  const std::string authority = ascii::lower(text.substr(0, slash));
  // Nine digits or fewer in use; letters without vowels and l are reserved (the betanumeric alphabet).
  constexpr std::string_view betanumeric = "0123456789bcdfghjkmnpqrstvwxz";
  if (authority.size() < 5 || authority.size() > 9 || authority.find_first_not_of(betanumeric) != std::string::npos)
    return malformed();
  // Hyphens in the name are ignored, since typesetters put them there.
  std::string name(text.substr(slash + 1));
  name.erase(std::remove(name.begin(), name.end(), '-'), name.end());
  return name.empty() ? malformed() : valid("http://n2t.net/ark:/" + authority + "/" + name);
}

Outcome read_lsid(std::string_view text) {
  std::string_view rest = text;
  std::array<std::string_view, 4> parts{};
  std::size_t count = 0;
  for (; count < parts.size(); ++count) {
    const auto colon = rest.find(':');
    parts[count] = rest.substr(0, colon);
    if (parts[count].empty() || !has_iri_characters(parts[count]))
      return malformed();
    if (colon == std::string_view::npos) {
      rest = {};
      ++count;
      break;
    }
    rest.remove_prefix(colon + 1);
  }
  if (count < 3 || !rest.empty())
    return malformed();
  // Authority, namespace, object, and a revision that may be missing; only the authority, a domain, ignores case.
  std::string iri = "urn:lsid:" + ascii::lower(parts[0]) + ":" + std::string(parts[1]) + ":" + std::string(parts[2]);
  if (count == 4)
    iri += ":" + std::string(parts[3]);
  return valid(std::move(iri));
}

Outcome read_uuid(std::string_view text) {
  if (text.size() == 38 && text.front() == '{' && text.back() == '}')
    text = text.substr(1, 36);
  const std::string uuid = ascii::lower(text);
  if (uuid.size() != 36)
    return malformed();
  for (std::size_t i = 0; i < uuid.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? uuid[i] != '-' : !ascii::is_hex(uuid[i]))
      return malformed();
  }
  if (uuid.find_first_not_of("0-") == std::string::npos) // the nil UUID names nothing
    return malformed();
  return valid("urn:uuid:" + uuid);
}

Outcome read_dicom_uid(std::string_view text) {
  // Padded with a zero byte to an even length (DICOM PS3.5, 9.1: at most 64 characters, no component with a nought
  // before it).
  if (text.ends_with('\0'))
    text.remove_suffix(1);
  if (text.empty() || text.size() > 64 || (text.front() < '0' || text.front() > '2'))
    return malformed();
  std::size_t components = 0;
  for (std::string_view rest = text; ++components != 0;) {
    const auto dot = rest.find('.');
    const std::string_view component = rest.substr(0, dot);
    if (!all_digits(component) || (component.size() > 1 && component.front() == '0'))
      return malformed();
    if (components == 1 && component.size() > 1)
      return malformed();
    // Below the arcs 0 and 1 there are only 40 (ITU-T X.660).
    if (components == 2 && text.front() != '2' && (component.size() > 2 || (component.size() == 2 && component > "39")))
      return malformed();
    if (dot == std::string_view::npos)
      break;
    rest.remove_prefix(dot + 1);
  }
  return components < 2 ? malformed() : valid("urn:oid:" + std::string(text));
}

Outcome read_swhid(std::string_view text) {
  // "1:cnt:" and forty digits, and after a semicolon qualifiers, which say where it was seen, not what it is.
  const std::string_view core = text.substr(0, text.find(';'));
  constexpr std::array<std::string_view, 5> kinds{"cnt", "dir", "rev", "rel", "snp"};
  const bool right = core.size() == 46 && core.starts_with("1:") && core[5] == ':' &&
                     std::find(kinds.begin(), kinds.end(), core.substr(2, 3)) != kinds.end();
  const std::string_view hash = core.substr(std::min<std::size_t>(core.size(), 6));
  if (!right || !std::all_of(hash.begin(), hash.end(), ascii::is_hex) || ascii::lower(hash) != hash)
    return malformed();
  return valid("swh:" + std::string(core));
}

Outcome read_igsn(std::string_view text) {
  const std::string id = ascii::upper(text);
  const auto letters = std::find_if_not(id.begin(), id.end(), ascii::is_letter) - id.begin();
  const bool plain = std::all_of(id.begin(), id.end(), [](char c) { return ascii::is_digit(c) || ascii::is_letter(c) || c == '.' || c == '-'; });
  if (id.size() < 3 || id.size() > 75 || letters < 2 || !plain)
    return malformed();
  return valid("http://igsn.org/" + id);
}

Outcome read_biosample(std::string_view text) {
  // Of NCBI, EBI or DDBJ; a letter may say more, and numbers are never short.
  const std::string id = ascii::upper(text);
  std::string_view rest = id;
  if (!rest.starts_with("SAM") || rest.size() < 4 || std::string_view("NED").find(rest[3]) == std::string_view::npos)
    return malformed();
  rest.remove_prefix(4);
  if (!rest.empty() && ascii::is_letter(rest.front()))
    rest.remove_prefix(1);
  if (rest.size() < 3 || rest.size() > 18 || !std::all_of(rest.begin(), rest.end(), ascii::is_digit))
    return malformed();
  return valid("https://www.ebi.ac.uk/biosamples/sample/" + id);
}

} // namespace micrograph::identifiers
