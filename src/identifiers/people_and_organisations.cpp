#include "identifiers/check_digits.hpp"
#include "base/ascii.hpp"
#include "identifiers/readers.hpp"
#include "identifiers/text.hpp"

namespace micrograph::identifiers {

namespace {

/// The sixteen characters of an ORCID iD or ISNI; empty if it has others, or anything but dashes or blanks between its
/// groups of four.
std::string sixteen_characters(std::string_view text) {
  std::string digits;
  char before = ' ';
  for (const char c : text) {
    const bool between_groups = digits.size() % 4 == 0 && !digits.empty() && digits.size() < 16;
    const bool separates = c == '-' || c == ' ';
    if (separates && (!between_groups || before == '-' || before == ' '))
      return {};
    if (!separates)
      digits += c == 'x' ? 'X' : c;
    if (digits.size() > 16)
      return {};
    before = c;
  }
  const bool right = digits.size() == 16 && all_digits(std::string_view(digits).substr(0, 15)) &&
                     (ascii::is_digit(digits.back()) || digits.back() == 'X');
  return right ? digits : std::string();
}

} // namespace

Outcome read_orcid(std::string_view text) {
  const std::string digits = sixteen_characters(text);
  if (digits.empty())
    return malformed();
  if (!fits_mod_11_2(digits))
    return wrong_checksum();
  return valid("https://orcid.org/" + digits.substr(0, 4) + "-" + digits.substr(4, 4) + "-" + digits.substr(8, 4) + "-" +
               digits.substr(12));
}

Outcome read_isni(std::string_view text) {
  const std::string digits = sixteen_characters(text);
  if (digits.empty())
    return malformed();
  return fits_mod_11_2(digits) ? valid("http://www.isni.org/isni/" + digits) : wrong_checksum();
}

Outcome read_ror(std::string_view text) {
  const std::string id = ascii::lower(text);
  if (id.size() != 9 || id[0] != '0' || !all_digits(std::string_view(id).substr(7)))
    return malformed();
  for (const char c : id)
    if (!ascii::is_digit(c) && (!ascii::is_letter(c) || std::string_view("ilou").find(c) != std::string_view::npos))
      return malformed();
  return fits_mod_97_10(id) ? valid("https://ror.org/" + id) : wrong_checksum();
}

} // namespace micrograph::identifiers
