#include "identifiers/readers.hpp"
#include "base/ascii.hpp"
#include "identifiers/text.hpp"

#include <algorithm>

namespace micrograph::identifiers {

namespace {

bool is_capital_or_digit(char c) {
  return ascii::is_digit(c) || (c >= 'A' && c <= 'Z');
}

/// The six characters of an accession that starts with O, P or Q: `P12345`.
bool is_swiss_prot_accession(std::string_view id) {
  return id.size() == 6 && std::string_view("OPQ").find(id[0]) != std::string_view::npos && ascii::is_digit(id[1]) &&
         is_capital_or_digit(id[2]) && is_capital_or_digit(id[3]) && is_capital_or_digit(id[4]) && ascii::is_digit(id[5]);
}

/// The others, of six characters or ten: `A0A022YWF9`.
bool is_later_accession(std::string_view id) {
  if ((id.size() != 6 && id.size() != 10) || id[0] < 'A' || id[0] > 'Z' ||
      std::string_view("OPQ").find(id[0]) != std::string_view::npos || !ascii::is_digit(id[1]))
    return false;
  for (std::size_t start = 2; start < id.size(); start += 4)
    if (ascii::is_digit(id[start]) || !is_capital_or_digit(id[start]) || !is_capital_or_digit(id[start + 1]) ||
        !is_capital_or_digit(id[start + 2]) || !ascii::is_digit(id[start + 3]))
      return false;
  return true;
}

} // namespace

Outcome read_rrid(std::string_view text) {
  // "AB_262044", "SCR_002285", "CVCL_0030", "MGI:5450388", "IMSR_JAX:000664": who gave it, and the number there.
  const auto end = text.find_first_of("_:");
  if (end == std::string_view::npos || end < 2 || end + 1 >= text.size() || text.size() > 100)
    return malformed();
  const std::string_view giver = text.substr(0, end), rest = text.substr(end + 1);
  const bool letters = std::all_of(giver.begin(), giver.end(), ascii::is_letter);
  const bool plain = std::all_of(rest.begin(), rest.end(), [](char c) {
    return ascii::is_letter(c) || ascii::is_digit(c) || std::string_view("_:-.").find(c) != std::string_view::npos;
  });
  if (!letters || !plain)
    return malformed();
  return valid("https://identifiers.org/rrid/RRID:" + ascii::upper(giver) + std::string(text.substr(end)));
}

Outcome read_wikidata(std::string_view text) {
  // An item, property or lexeme.
  const std::string id = ascii::upper(text);
  if (id.size() < 2 || id.size() > 12 || std::string_view("QPL").find(id[0]) == std::string_view::npos ||
      !all_digits(std::string_view(id).substr(1)) || id[1] == '0')
    return malformed();
  return valid("http://www.wikidata.org/entity/" + id);
}

Outcome read_ncbi_taxon(std::string_view text) {
  if (!all_digits(text) || text.size() > 9 || text.front() == '0')
    return malformed();
  return valid("http://purl.obolibrary.org/obo/NCBITaxon_" + std::string(text));
}

Outcome read_cellosaurus(std::string_view text) {
  (void)take(text, "cvcl_");
  const std::string id = ascii::upper(text);
  if (id.size() != 4 || !std::all_of(id.begin(), id.end(), is_capital_or_digit))
    return malformed();
  return valid("https://www.cellosaurus.org/CVCL_" + id);
}

Outcome read_uniprot(std::string_view text) {
  const std::string id = ascii::upper(text);
  // An isoform is a thing of its own: "P12345-2".
  const auto dash = std::min(id.find('-'), id.size());
  const std::string_view accession = std::string_view(id).substr(0, dash);
  if (dash < id.size() && !all_digits(std::string_view(id).substr(dash + 1)))
    return malformed();
  if (!is_swiss_prot_accession(accession) && !is_later_accession(accession))
    return malformed();
  return valid("http://purl.uniprot.org/" + std::string(dash < id.size() ? "isoforms/" : "uniprot/") + id);
}

} // namespace micrograph::identifiers
