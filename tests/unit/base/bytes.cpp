#include "base/byte_cursor.hpp"
#include "base/byte_source.hpp"
#include "base/checksum.hpp"
#include "base/output_file.hpp"
#include "base/text_file.hpp"
#include "support/scratch_folder.hpp"

#include <doctest/doctest.h>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace micrograph;
namespace fs = std::filesystem;

namespace {

std::vector<std::byte> bytes_of(std::string_view text) {
  std::vector<std::byte> bytes;
  for (const char c : text)
    bytes.push_back(static_cast<std::byte>(c));
  return bytes;
}

} // namespace

TEST_CASE("reading past the end is a short count, and wanting exactly too much is an error with its offset") {
  const auto source = open_memory("test", bytes_of("0123456789"));
  std::array<std::byte, 8> out{};
  CHECK(source->read_at(6, out) == 4);
  CHECK(source->read_at(10, out) == 0);
  CHECK(source->read_at(~std::uint64_t{0}, out) == 0);
  CHECK(source->bytes_read() == 4);
  CHECK(source->read_exactly(8, 2).size() == 2);
  try {
    (void)source->read_exactly(8, 3);
    FAIL("a read past the end was allowed");
  } catch (const FormatError& error) {
    CHECK(error.code() == "input.truncated");
    CHECK(error.place().offset == 8);
  }
  // The sum of offset and length would wrap around, and the length could never be allocated.
  CHECK_THROWS_AS((void)source->read_exactly(4, ~std::uint64_t{0} - 2), FormatError);
}

TEST_CASE("a folder, a pipe and a file that is not there are refused as files") {
  const test::ScratchFolder scratch;
  CHECK_THROWS_AS((void)open_file(scratch.path()), IoError);
  CHECK_THROWS_AS((void)open_file(scratch / "absent"), IoError);
  CHECK_THROWS_AS((void)open_file("/dev/null"), IoError);
}

TEST_CASE("a cursor reads both byte orders and stops at the end of its block") {
  const auto bytes = bytes_of(std::string_view("\x01\x02\x03\x04", 4));
  CHECK(ByteCursor(bytes, std::endian::little).read<std::uint32_t>() == 0x04030201u);
  CHECK(ByteCursor(bytes, std::endian::big).read<std::uint32_t>() == 0x01020304u);
  ByteCursor cursor(bytes, std::endian::little, "f", 100);
  cursor.skip(2);
  CHECK_THROWS_AS((void)cursor.read<std::uint32_t>(), FormatError);
  CHECK(cursor.read<std::uint16_t>() == 0x0403);
  CHECK_THROWS_AS(cursor.seek(5), FormatError);
  CHECK(ByteCursor(bytes_of(std::string_view("ab\0c", 4)), std::endian::little).text(4) == "ab");
}

TEST_CASE("checksums are those of the standard's examples") {
  // FIPS 180-2, appendix B.1; RFC 6920 section 8.1 has the second in its base64url form.
  CHECK(hex(sha256(bytes_of("abc"))) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(base64url(sha256(bytes_of("Hello World!"))) == "f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk");
}

TEST_CASE("an output file appears whole or not at all") {
  const test::ScratchFolder scratch;
  const fs::path target = scratch / "out.txt";
  {
    OutputFile file(target);
    file.stream() << "half";
  }
  CHECK(scratch.empty());
  {
    OutputFile file(target);
    file.stream() << "whole";
    CHECK_FALSE(fs::exists(target));
    file.commit();
  }
  CHECK(read_text_file(target) == "whole");
  {
    OutputFile file(target);
    file.stream() << "abandoned";
  }
  CHECK(read_text_file(target) == "whole");
  CHECK(scratch.entries() == 1);
  CHECK_THROWS_AS(OutputFile(scratch.path() / "absent" / "out.txt"), IoError);
}

TEST_CASE("a full disk is an error, not a short file") {
  OutputFile file("/dev/full");
  file.stream() << std::string(100000, 'x');
  CHECK_THROWS_AS(file.commit(), IoError);
}
