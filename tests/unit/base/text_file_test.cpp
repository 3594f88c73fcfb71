#include "base/error.hpp"
#include "base/text_file.hpp"

#include "support/scratch_folder.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace micrograph;

TEST_CASE("a text file is read as it is, or as much of it as is wanted") {
  const test::ScratchFolder folder;
  const std::string text("\xEF\xBB\xBFtwo\r\nlines\0and\xFFmore", 21);
  const auto file = folder.write("a.txt", text);
  CHECK((read_text_file(file) == text));
  CHECK(read_text_file(file, 6) == "\xEF\xBB\xBFtwo");
  CHECK((read_text_file(file, 1000) == text));
  CHECK(read_text_file(file, 0).empty());
  CHECK(read_text_file(folder.write("empty.txt", "")).empty());
}

TEST_CASE("what is no file is not read as text") {
  const test::ScratchFolder folder;
  CHECK_THROWS_AS((void)read_text_file(folder.path()), IoError);
  try {
    (void)read_text_file(folder / "absent");
    FAIL("read");
  } catch (const IoError& error) {
    CHECK(error.code() == "input.missing");
    CHECK(error.place().source == (folder / "absent").string());
  }
}
