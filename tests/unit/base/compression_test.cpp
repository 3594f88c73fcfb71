#include "base/compression.hpp"
#include "base/error.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace micrograph;

namespace {

std::vector<std::byte> bytes_of(const std::string& text) {
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

std::string code_of(std::span<const std::byte> frame, std::uint64_t most = 1'000'000) {
  try {
    (void)decompress(frame, most);
    return "";
  } catch (const FormatError& error) {
    return error.code();
  }
}

} // namespace

TEST_CASE("what is compressed comes back") {
  std::string text;
  for (int i = 0; i < 5000; ++i)
    text += "<Pixels ID=\"" + std::to_string(i * i) + "\"/>";
  for (const std::string& sample : {std::string(), std::string("a"), text}) {
    const auto frame = compress(bytes_of(sample), 9);
    CHECK(decompress(frame, sample.size()) == bytes_of(sample));
  }
  CHECK(compress(bytes_of(text), 9).size() < text.size() / 4);
}

TEST_CASE("broken frames are refused wherever they are broken") {
  const auto frame = compress(bytes_of(std::string(300, 'x') + "metadata of an image"), 3);
  for (std::size_t length = 0; length < frame.size(); ++length)
    CHECK(code_of(std::span(frame).first(length)) == "compression.damaged");
  for (std::size_t at = 0; at < frame.size(); ++at) {
    auto changed = frame;
    changed[at] ^= std::byte{0x55};
    CHECK_MESSAGE(code_of(changed).starts_with("compression."), at);
  }
  auto longer = frame;
  longer.push_back(std::byte{0});
  CHECK(code_of(longer) == "compression.damaged");
}

TEST_CASE("a bomb is refused by what it says, and costs no memory by what it says") {
  const auto bomb = compress(std::vector<std::byte>(10'000'000), 19);
  CHECK(bomb.size() < 2000);
  CHECK(code_of(bomb) == "compression.too-large");
  CHECK(code_of(bomb, 10'000'000).empty());
}

namespace {

/// 300 letters `a`, compressed with Python's zlib.
const std::vector<std::byte>& zlib_stream() {
  static const std::vector<std::byte> stream = [] {
    std::vector<std::byte> bytes;
    for (const unsigned byte : {0x78U, 0x9CU, 0x4BU, 0x4CU, 0x1CU, 0x05U, 0xC4U, 0x02U, 0x00U, 0xD8U, 0xA8U, 0x71U, 0xADU})
      bytes.push_back(static_cast<std::byte>(byte));
    return bytes;
  }();
  return stream;
}

} // namespace

TEST_CASE("a zlib stream is decompressed, whatever stands behind it") {
  const std::vector<std::byte> letters(300, std::byte{'a'});
  CHECK(decompress_zlib(zlib_stream(), 300) == letters);
  auto followed = zlib_stream();
  followed.resize(followed.size() + 9);
  CHECK(decompress_zlib(followed, 1000) == letters);
}

TEST_CASE("a zlib stream that is cut or broken, or gives too much, is refused") {
  const auto code_of = [](std::span<const std::byte> bytes, std::uint64_t most) {
    try {
      (void)decompress_zlib(bytes, most);
      return std::string();
    } catch (const FormatError& error) {
      return error.code();
    }
  };
  for (std::size_t length = 0; length < zlib_stream().size(); ++length)
    CHECK(code_of(std::span(zlib_stream()).first(length), 1000) == "compression.damaged");
  CHECK(code_of(zlib_stream(), 299) == "compression.too-large");
  auto broken = zlib_stream();
  broken.back() ^= std::byte{1};
  CHECK(code_of(broken, 1000) == "compression.damaged");
}
