#include "base/as_text.hpp"
#include "base/compressed_stream.hpp"
#include "base/error.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <span>
#include <sstream>
#include <string>

using namespace micrograph;

namespace {

std::string compressed(std::string_view text, Compression compression) {
  std::ostringstream out;
  CompressingStream stream(out, compression);
  stream.write(text.data(), static_cast<std::streamsize>(text.size()));
  stream.finish();
  CHECK(stream.good());
  return out.str();
}

std::unique_ptr<ByteSource> memory(std::string_view text) {
  std::vector<std::byte> bytes(text.size());
  if (!text.empty())
    std::memcpy(bytes.data(), text.data(), text.size());
  return open_memory("test", std::move(bytes));
}

std::unique_ptr<ByteSource> decompressing(std::string_view text, Compression compression,
                                          const DecompressionLimits& limits = {}) {
  return open_decompressed(memory(text), compression, limits);
}

std::string read_all(ByteSource& bytes, std::size_t piece) {
  std::string all;
  std::vector<std::byte> buffer(piece);
  for (std::size_t count; (count = bytes.read_at(all.size(), buffer)) != 0;)
    all += as_text(std::span(buffer).first(count));
  return all;
}

std::string decompressed(std::string_view text, Compression compression, std::size_t piece = 1000) {
  return read_all(*decompressing(text, compression), piece);
}

/// Text that does not shrink much.
std::string noise(std::size_t size) {
  std::string text;
  std::uint64_t state = 7;
  while (text.size() < size) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    text += static_cast<char>(state >> 56);
  }
  return text;
}

constexpr Compression both[] = {Compression::gzip, Compression::zstd};

} // namespace

TEST_CASE("what is compressed comes back, in pieces of any size") {
  for (const Compression compression : both)
    for (const std::string& text : {std::string(), std::string("a"), noise(300000), std::string(300000, 'x')}) {
      const std::string small = compressed(text, compression);
      CHECK(compression_of(std::as_bytes(std::span(small))) == compression);
      CHECK(decompressed(small, compression, 1 << 20) == text);
      CHECK(decompressed(small, compression, 4097) == text);
      if (text.size() < 10)
        CHECK(decompressed(small, compression, 1) == text);
      CHECK(compressed(text, compression) == small);
    }
}

TEST_CASE("members and frames may follow one another, and skippable frames are skipped") {
  for (const Compression compression : both) {
    const std::string first = compressed("one ", compression);
    const std::string second = compressed("two", compression);
    const std::string nothing = compressed("", compression);
    CHECK(decompressed(first + nothing + second, compression) == "one two");
  }
  const std::string skippable("\x51\x2A\x4D\x18\x03\x00\x00\x00xyz", 11);
  const std::string frames = skippable + compressed("text", Compression::zstd);
  CHECK(compression_of(std::as_bytes(std::span(frames))) == Compression::zstd);
  CHECK(decompressed(frames, Compression::zstd) == "text");
}

TEST_CASE("a compressed file that is cut anywhere is an error, never a shorter text") {
  const std::string text = noise(3000) + std::string(3000, 'x');
  for (const Compression compression : both) {
    const std::string whole = compressed(text, compression);
    for (std::size_t length = 0; length < whole.size(); ++length)
      CHECK_THROWS_AS((void)decompressed(std::string_view(whole).substr(0, length), compression), FormatError);
  }
}

TEST_CASE("a changed byte is noticed by the checksum, at a place") {
  const std::string text = noise(3000);
  for (const Compression compression : both) {
    std::string changed = compressed(text, compression);
    changed[changed.size() / 2] ^= 1;
    try {
      (void)decompressed(changed, compression);
      FAIL("accepted");
    } catch (const FormatError& error) {
      CHECK(error.code() == "input.compressed");
      CHECK(error.place().offset.has_value());
      CHECK(error.place().source == "test");
    }
  }
}

TEST_CASE("what follows the last member must be another") {
  for (const Compression compression : both)
    CHECK_THROWS_AS((void)decompressed(compressed("text", compression) + "garbage", compression), FormatError);
}

TEST_CASE("more than the limits does not come out") {
  const std::string zeros(1 << 20, '\0');
  for (const Compression compression : both) {
    const std::string bomb = compressed(zeros, compression);
    const auto refused = [&](const DecompressionLimits& limits) {
      try {
        (void)read_all(*decompressing(bomb, compression, limits), 1000);
      } catch (const FormatError& error) {
        return error.code() == "input.compressed-too-large";
      }
      return false;
    };
    CHECK(refused({500, 1000, 1u << 30}));
    CHECK(refused({100000, 0, 100000}));
    CHECK_FALSE(refused({500, 1u << 20, 1u << 20}));
    CHECK_FALSE(refused({}));
  }
}

TEST_CASE("reading may step back and jump ahead; the size is known at the end") {
  const std::string text = noise(200000);
  for (const Compression compression : both) {
    const auto bytes = decompressing(compressed(text, compression), compression);
    CHECK(bytes->size() > text.size());
    std::array<std::byte, 100> part{};
    for (const std::size_t at : {std::size_t{150000}, std::size_t{20}, std::size_t{199990}}) {
      const std::size_t count = bytes->read_at(at, part);
      CHECK(as_text(std::span(part).first(count)) == text.substr(at, 100));
    }
    CHECK(bytes->size() == text.size());
    CHECK(bytes->read_at(1u << 30, part) == 0);
  }
}

TEST_CASE("compression by suffix and by the first bytes") {
  CHECK(compression_from_suffix("a.ttl.gz") == Compression::gzip);
  CHECK(compression_from_suffix("a.nq.zst") == Compression::zstd);
  CHECK(compression_from_suffix("a.ttl") == Compression::none);
  CHECK(compression_from_suffix(".gz") == Compression::none);
  CHECK(without_compression_suffix("a.ttl.gz") == "a.ttl");
  CHECK(without_compression_suffix("a.ttl") == "a.ttl");
  const std::string text = "<a> <b> <c> .";
  CHECK(compression_of(std::as_bytes(std::span(text))) == Compression::none);
  CHECK(compression_of({}) == Compression::none);
}

TEST_CASE("a stream that fails below fails above") {
  std::ostringstream out;
  CompressingStream stream(out, Compression::gzip);
  stream << "text";
  out.setstate(std::ios::badbit);
  stream.finish();
  CHECK_FALSE(stream.good());
}
