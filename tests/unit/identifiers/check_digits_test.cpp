#include "identifiers/check_digits.hpp"
#include "identifiers/recognition.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace micrograph::identifiers;

namespace {

/// Puts each other character in each place and counts those that are taken for right. `last` is what the last place may be
/// besides.
int undetected(std::string_view scheme, const std::string& text, std::string_view alphabet, std::string_view last) {
  int count = 0, tried = 0;
  for (std::size_t place = 0; place < text.size(); ++place) {
    if (alphabet.find(text[place]) == std::string_view::npos && last.find(text[place]) == std::string_view::npos)
      continue;
    const std::string characters = std::string(alphabet) + std::string(place + 1 == text.size() ? last : "");
    for (const char c : characters) {
      std::string wrong = text;
      wrong[place] = c;
      if (wrong == text)
        continue;
      ++tried;
      count += read_as(*find_scheme(scheme), wrong).status == Status::valid;
    }
  }
  CHECK(tried > 60);
  return count;
}

constexpr std::string_view digits = "0123456789";

} // namespace

TEST_CASE("checksums: every wrong digit is found") {
  for (const char* text : {"0000-0002-1825-0097", "0000-0002-1694-233X", "0000-0001-5109-3700", "https://orcid.org/0000-0002-1694-233X"})
    CHECK_MESSAGE(undetected("orcid", text, digits, "X") == 0, text);
  for (const char* text : {"000000012281955X", "0000 0001 2281 955X", "0000 0004 1936 8948"})
    CHECK_MESSAGE(undetected("isni", text, digits, "X") == 0, text);
  for (const char* text : {"0378-5955", "2049-3630", "1776-3045"})
    CHECK_MESSAGE(undetected("issn", text, digits, "X") == 0, text);
  for (const char* text : {"0-306-40615-2", "080442957X"})
    CHECK_MESSAGE(undetected("isbn", text, digits, "X") == 0, text);
  for (const char* text : {"978-0-306-40615-7", "9791220200301"})
    CHECK_MESSAGE(undetected("isbn", text, digits, "") == 0, text);
}

TEST_CASE("checksums: every wrong character of a ROR ID is found") {
  for (const char* text : {"02mhbdp94", "04wxnsj81", "00hj8s172"}) {
    CHECK(read_as(*find_scheme("ror"), text).status == Status::valid);
    CHECK_MESSAGE(undetected("ror", text, "0123456789abcdefghjkmnpqrstvwxyz", "") == 0, text);
  }
}

TEST_CASE("checksums: neighbours changing places in an ORCID iD are found") {
  const std::string text = "0000-0002-1694-233X";
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    std::string wrong = text;
    std::swap(wrong[i], wrong[i + 1]);
    if (wrong != text)
      CHECK_MESSAGE(read_as(*find_scheme("orcid"), wrong).status != Status::valid, wrong);
  }
}

TEST_CASE("checksums: what is no number of the kind") {
  CHECK_FALSE(fits_mod_11_2(""));
  CHECK_FALSE(fits_mod_11_2("X"));
  CHECK_FALSE(fits_mod_11_2("1X23"));
  CHECK_FALSE(fits_mod_11("12a45678"));
  CHECK_FALSE(fits_mod_10("97803064o6157"));
  CHECK_FALSE(fits_mod_97_10("0i"));
  CHECK_FALSE(fits_mod_97_10(std::string(5000, 'z')));
  CHECK_FALSE(fits_mod_97_10("02mhbdpx4"));
}
