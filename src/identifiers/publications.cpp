#include "identifiers/check_digits.hpp"
#include "base/ascii.hpp"
#include "identifiers/readers.hpp"
#include "identifiers/text.hpp"

#include <algorithm>

namespace micrograph::identifiers {

namespace {

/// A number without noughts before it, of at most so many digits; empty if it is none.
std::string_view plain_number(std::string_view text, std::size_t most) {
  return all_digits(text) && text.size() <= most && text.front() != '0' ? text : std::string_view();
}

bool has_blank_or_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; });
}

/// Digits and the check character; empty if anything but dashes and blanks is between them.
std::string without_dashes(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c == '-' || c == ' ')
      continue;
    if (!ascii::is_digit(c) && c != 'x' && c != 'X')
      return {};
    digits += c == 'x' ? 'X' : c;
  }
  return digits;
}

/// Year and month, `0704` on: identifiers of arXiv since April 2007, `0704.0001` to `9912.99999v2`.
bool is_arxiv_number(std::string_view id) {
  const auto dot = id.find('.');
  if (dot != 4 || !all_digits(id.substr(0, 4)))
    return false;
  const auto month = id.substr(2, 2);
  std::string_view rest = id.substr(5);
  if (const auto version = rest.find('v'); version != std::string_view::npos) {
    if (plain_number(rest.substr(version + 1), 3).empty())
      return false;
    rest = rest.substr(0, version);
  }
  return month >= "01" && month <= "12" && all_digits(rest) && (rest.size() == 4 || rest.size() == 5);
}

/// Before April 2007: `hep-th/9901001`, `math.GT/0309136v2`.
bool is_old_arxiv_number(std::string_view id) {
  const auto slash = id.find('/');
  if (slash == std::string_view::npos || slash == 0)
    return false;
  const std::string_view archive = id.substr(0, slash);
  std::string_view number = id.substr(slash + 1);
  if (!std::all_of(archive.begin(), archive.end(), [](char c) { return ascii::is_letter(c) || c == '-' || c == '.'; }))
    return false;
  if (const auto version = number.find('v'); version != std::string_view::npos) {
    if (plain_number(number.substr(version + 1), 3).empty())
      return false;
    number = number.substr(0, version);
  }
  return number.size() == 7 && all_digits(number);
}

} // namespace

Outcome read_doi(std::string_view text) {
  // DOIs ignore case (DOI Handbook, 2.4), and in a URL any of their characters may be escaped.
  const std::string doi = ascii::lower(percent_decoded(text));
  const auto slash = doi.find('/');
  if (!doi.starts_with("10.") || slash == std::string::npos || slash < 7 || slash + 1 == doi.size())
    return malformed();
  const std::string_view registrant = std::string_view(doi).substr(3, slash - 3);
  const bool numbers =
      std::all_of(registrant.begin(), registrant.end(), [](char c) { return ascii::is_digit(c) || c == '.'; });
  if (!numbers || has_blank_or_control(doi))
    return malformed();
  // Lower case has reached the escapes that stay, too; they are written in capitals.
  return valid("https://doi.org/" + percent_encoded(percent_decoded(doi)));
}

Outcome read_handle(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == text.size() || has_blank_or_control(text))
    return malformed();
  const std::string_view authority = text.substr(0, slash);
  if (!ascii::is_digit(authority.front()) || !std::all_of(authority.begin(), authority.end(), [](char c) {
        return ascii::is_digit(c) || ascii::is_letter(c) || c == '.' || c == '-';
      }))
    return malformed();
  if (authority.starts_with("10.")) // a DOI is a handle, and known by its own address
    return read_doi(text);
  return valid("http://hdl.handle.net/" + percent_encoded(text));
}

Outcome read_pmid(std::string_view text) {
  const auto number = plain_number(text, 8);
  return number.empty() ? malformed() : valid("https://www.ncbi.nlm.nih.gov/pubmed/" + std::string(number));
}

Outcome read_pmcid(std::string_view text) {
  (void)take(text, "pmc");
  std::string_view rest = text.substr(0, text.find('.')); // a version of the article follows
  const auto number = plain_number(rest, 9);
  if (number.empty() || (rest.size() < text.size() && plain_number(text.substr(rest.size() + 1), 3).empty()))
    return malformed();
  return valid("http://europepmc.org/articles/PMC" + std::string(number));
}

Outcome read_arxiv(std::string_view text) {
  if (text.ends_with(".pdf"))
    text.remove_suffix(4);
  return is_arxiv_number(text) || is_old_arxiv_number(text) ? valid("https://arxiv.org/abs/" + std::string(text))
                                                            : malformed();
}

Outcome read_issn(std::string_view text) {
  const std::string digits = without_dashes(text);
  if (digits.size() != 8 || digits.find('X') < 7)
    return malformed();
  if (!fits_mod_11(digits))
    return wrong_checksum();
  return valid("https://portal.issn.org/resource/ISSN/" + digits.substr(0, 4) + "-" + digits.substr(4));
}

Outcome read_isbn(std::string_view text) {
  std::string digits = without_dashes(text);
  if (digits.size() == 10 && digits.find('X') >= 9) {
    if (!fits_mod_11(digits))
      return wrong_checksum();
    // The same book's number of thirteen digits, with a check digit anew.
    digits = "978" + digits.substr(0, 9);
    for (char check = '0'; check <= '9'; ++check)
      if (fits_mod_10(digits + check))
        return valid("urn:isbn:" + digits + check);
  }
  if (digits.size() != 13 || !(digits.starts_with("978") || digits.starts_with("979")) || !all_digits(digits))
    return malformed();
  return fits_mod_10(digits) ? valid("urn:isbn:" + digits) : wrong_checksum();
}

} // namespace micrograph::identifiers
