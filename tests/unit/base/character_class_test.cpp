#include "base/character_class.hpp"

#include <doctest/doctest.h>

using micrograph::CharacterClass;

TEST_CASE("characters of a class, and others, are found from a place on") {
  constexpr CharacterClass blanks(" \t");
  CHECK(blanks.first_in("ab c d") == 2);
  CHECK(blanks.first_in("ab c d", 3) == 4);
  CHECK(blanks.first_in("abcd") == 4);
  CHECK(blanks.first_in("ab", 7) == 2);
  CHECK(blanks.first_other_in(" \tx ") == 2);
  CHECK(blanks.first_other_in("  ") == 2);
  CHECK(blanks.first_other_in("x  y", 1) == 3);
  CHECK_FALSE(blanks.has('\xC2')); // bytes above ASCII are bytes like others
  CHECK(CharacterClass("\xC2").first_in("a\xC2") == 1);
}
