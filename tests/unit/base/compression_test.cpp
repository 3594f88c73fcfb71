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
