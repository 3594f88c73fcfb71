#pragma once

#include <string_view>

namespace micrograph::identifiers {

// Whether the last characters of an identifier fit the others. Each takes digits only (and `X` for ten where it says
// so), without dashes, and is false for anything else. All of them find every wrong digit.

/// ISO 7064 MOD 11-2, last character `0` to `9` or `X`: ORCID iD, ISNI.
[[nodiscard]] bool fits_mod_11_2(std::string_view digits);
/// Weights from the length down to 1, modulo 11, last character `0` to `9` or `X`: ISSN, ISBN-10.
[[nodiscard]] bool fits_mod_11(std::string_view digits);
/// Weights 1 and 3 in turn, modulo 10: ISBN-13.
[[nodiscard]] bool fits_mod_10(std::string_view digits);
/// ISO 7064 MOD 97-10 of a number in Crockford's base 32 (in lower case), the last two characters being decimal: ROR.
[[nodiscard]] bool fits_mod_97_10(std::string_view text);

} // namespace micrograph::identifiers
