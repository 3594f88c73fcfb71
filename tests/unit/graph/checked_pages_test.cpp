#include "base/checksum.hpp"
#include "base/error.hpp"
#include "graph/checked_pages.hpp"
#include "base/mapped_file.hpp"
#include "base/text_file.hpp"
#include "graph/mg_sections.hpp"

#include "support/scratch_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

using namespace micrograph;
using namespace micrograph::graph;
using micrograph::test::ScratchFolder;

namespace {

using Bytes = std::vector<std::byte>;

Bytes random_bytes(std::size_t size, std::uint32_t seed) {
  std::mt19937 random(seed);
  Bytes bytes(size);
  for (std::byte& byte : bytes)
    byte = static_cast<std::byte>(random());
  return bytes;
}

Bytes digests_of(std::span<const std::byte> pages) {
  Bytes digests;
  for (std::size_t at = 0; at < pages.size(); at += checked_page_size) {
    const Sha256 digest = sha256(pages.subspan(at, std::min(checked_page_size, pages.size() - at)));
    digests.insert(digests.end(), digest.begin(), digest.begin() + page_digest_size);
  }
  return digests;
}

/// Offset in the file that a refusal names; absent if there was none.
std::optional<std::uint64_t> refused_at(const CheckedBytes& bytes, std::uint64_t offset,
                                        std::uint64_t length) {
  try {
    bytes.verify(offset, length);
    return std::nullopt;
  } catch (const FormatError& error) {
    CHECK(error.code() == "mg.checksum");
    CHECK(error.place().source == "a.mg");
    CHECK(error.place().path == "keys");
    return error.place().offset;
  }
}

/// Where a file of sections is refused: on opening, or when a section is verified.
std::string refusal(const Bytes& file) {
  try {
    for (const auto& [name, section] : read_sections(file, "a.mg"))
      section.verify_all();
    return {};
  } catch (const FormatError& error) {
    CHECK(error.place().source == "a.mg");
    return error.code() + " " + error.place().path;
  }
}

Bytes read_file(const std::filesystem::path& path) {
  const std::string text = read_text_file(path);
  const auto bytes = std::as_bytes(std::span(text));
  return {bytes.begin(), bytes.end()};
}

} // namespace

TEST_CASE("a damaged page is refused whenever it is touched, and only then") {
  constexpr std::uint64_t page = checked_page_size, start = 4096;
  Bytes bytes = random_bytes(5 * page + 100, 1);
  const Bytes digests = digests_of(bytes);
  bytes[2 * page] ^= std::byte{1};
  bytes[5 * page + 99] ^= std::byte{128}; // after the last byte of the section
  const CheckedBytes checked(PageDigests{bytes, digests, "a.mg", "keys", start}, 5 * page + 50);
  CHECK(checked.size() == 5 * page + 50);
  CHECK_FALSE(refused_at(checked, 0, 2 * page));
  CHECK_FALSE(refused_at(checked, 3 * page, 2 * page));
  for (int i = 0; i < 2; ++i) {
    CHECK(refused_at(checked, 2 * page - 1, 2) == start + 2 * page);
    CHECK(refused_at(checked, 2 * page, 1) == start + 2 * page);
    CHECK(refused_at(checked, 3 * page - 1, 1) == start + 2 * page);
    CHECK(refused_at(checked, 0, 5 * page) == start + 2 * page);
    CHECK(refused_at(checked, 5 * page, 1) == start + 5 * page);
  }
  CHECK_FALSE(refused_at(checked, 2 * page, 0));
  CHECK_THROWS_AS(checked.verify_all(), FormatError);
  const CheckedBytes copy = checked;
  bytes[0] ^= std::byte{1}; // seen to be right before, by the copy too
  CHECK_FALSE(refused_at(copy, 0, 1));
}

TEST_CASE("what lies outside breaks the contract") {
  const Bytes bytes = random_bytes(1000, 2), digests = digests_of(bytes);
  const CheckedBytes checked(PageDigests{bytes, digests, "a.mg", "keys", 0}, 900);
  checked.verify(0, 900);
  CHECK_THROWS_AS(checked.verify(0, 901), std::logic_error);
  CHECK_THROWS_AS(checked.verify(901, 1), std::logic_error);
  CHECK_THROWS_AS(checked.verify(1, ~std::uint64_t{0}), std::logic_error);
  CHECK_THROWS_AS(checked.verify(~std::uint64_t{0}, 1), std::logic_error);
  CHECK_THROWS_AS(CheckedBytes(PageDigests{bytes, {}, "a.mg", "keys", 0}, 900), std::logic_error);
}

TEST_CASE("bytes without digests are as they are") {
  const Bytes bytes = random_bytes(10, 3);
  const CheckedBytes checked{std::span<const std::byte>(bytes)};
  checked.verify(0, 10);
  checked.verify_all();
  CHECK(checked.bytes().data() == bytes.data());
  CHECK(CheckedBytes().size() == 0);
}

TEST_CASE("threads verify the same pages at once, and each refuses the damaged one") {
  constexpr std::uint64_t pages = 150;
  Bytes bytes = random_bytes(pages * checked_page_size, 4);
  const Bytes digests = digests_of(bytes);
  bytes[77 * checked_page_size + 5] ^= std::byte{4};
  const CheckedBytes checked(PageDigests{bytes, digests, "a.mg", "keys", 0}, bytes.size());
  std::atomic<int> refused{0}, taken{0};
  std::vector<std::thread> threads;
  for (std::uint32_t seed = 0; seed < 4; ++seed)
    threads.emplace_back([&, seed] {
      std::vector<std::uint64_t> order(pages);
      for (std::uint64_t i = 0; i < pages; ++i)
        order[i] = i;
      std::shuffle(order.begin(), order.end(), std::mt19937(seed));
      for (const std::uint64_t page : order)
        try {
          checked.verify(page * checked_page_size, checked_page_size);
          ++taken;
        } catch (const FormatError&) {
          ++refused;
        }
    });
  for (std::thread& thread : threads)
    thread.join();
  CHECK(refused == 4);
  CHECK(taken == 4 * (pages - 1));
}

TEST_CASE("sections come back as they were written, in pieces of any size") {
  const ScratchFolder folder;
  const std::vector<std::size_t> sizes{0, 1, 63, 64, 65, checked_page_size - 1, checked_page_size, 200'000};
  {
    SectionWriter writer(folder / "a.mg");
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      writer.begin("section " + std::to_string(i));
      const Bytes bytes = random_bytes(sizes[i], 5);
      for (std::size_t at = 0; at < bytes.size(); at += 7777)
        writer.append(std::span(bytes).subspan(at, std::min<std::size_t>(7777, bytes.size() - at)));
      writer.end();
    }
    writer.finish();
  }
  const MappedFile file(folder / "a.mg");
  const SectionMap sections = read_sections(file.bytes(), "a.mg");
  CHECK(sections.size() == sizes.size());
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const CheckedBytes& section = sections.at("section " + std::to_string(i));
    section.verify_all();
    CHECK((std::ranges::equal(section.bytes(), random_bytes(sizes[i], 5))));
    CHECK((section.bytes().data() - file.bytes().data()) % 64 == 0);
  }
  write_sections(folder / "none.mg", {});
  CHECK(read_sections(read_file(folder / "none.mg"), "none.mg").empty());
}

TEST_CASE("every changed byte is refused, by the section it lies in") {
  const ScratchFolder folder;
  const Bytes first = random_bytes(70'000, 6), second = random_bytes(10, 7);
  const std::vector<SectionSource> sources{{"first", {first}}, {"second", {second}}};
  write_sections(folder / "a.mg", sources);
  const Bytes file = read_file(folder / "a.mg");
  CHECK(refusal(file).empty());
  const std::size_t first_end = 64 + 70'016, second_end = first_end + 64;
  for (std::size_t at = 0; at < file.size(); at += at < 100 || at > 69'900 ? 1 : 601) {
    CAPTURE(at);
    Bytes damaged = file;
    damaged[at] ^= static_cast<std::byte>(1 << at % 8);
    const std::string refused = refusal(damaged);
    if (at < 64)
      CHECK(refused.ends_with(" header"));
    else if (at < first_end)
      CHECK(refused == "mg.checksum first");
    else if (at < second_end)
      CHECK(refused == "mg.checksum second");
    else if (at < second_end + 2 * page_digest_size)
      CHECK(refused == "mg.checksum first");
    else if (at < second_end + 3 * page_digest_size)
      CHECK(refused == "mg.checksum second");
    else
      CHECK(refused == "mg.checksum header");
  }
  for (std::size_t length = 0; length < file.size(); length += length < 100 ? 1 : 999)
    CHECK(refusal(Bytes(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(length))) ==
          (length == 0 ? "mg.foreign header" : "mg.truncated header"));
}

TEST_CASE("opening reads the digests, not the sections") {
  const ScratchFolder folder;
  const Bytes content = random_bytes(200'000, 8);
  const std::vector<SectionSource> sources{{"keys", {content}}};
  write_sections(folder / "a.mg", sources);
  Bytes file = read_file(folder / "a.mg");
  file[64 + 100'000] ^= std::byte{1};
  const SectionMap sections = read_sections(file, "a.mg");
  CHECK_FALSE(refused_at(sections.at("keys"), 0, 10));
  CHECK(refused_at(sections.at("keys"), 100'000, 1) == 64 + checked_page_size);
}

TEST_CASE("an older file is refused with what to do") {
  const ScratchFolder folder;
  write_sections(folder / "a.mg", {});
  Bytes file = read_file(folder / "a.mg");
  file[8] = std::byte{1};
  CHECK_THROWS_WITH_AS((void)read_sections(file, "a.mg"),
                       "is of version 1, this program reads version 3; build it again from the sources",
                       FormatError);
}

TEST_CASE("a writer that is not finished leaves nothing; calls out of place break the contract") {
  const ScratchFolder folder;
  {
    SectionWriter writer(folder / "a.mg");
    CHECK_THROWS_AS(writer.append({}), std::logic_error);
    CHECK_THROWS_AS(writer.end(), std::logic_error);
    writer.begin("one");
    CHECK_THROWS_AS(writer.begin("two"), std::logic_error);
    CHECK_THROWS_AS(writer.finish(), std::logic_error);
    writer.end();
    CHECK_THROWS_AS(writer.begin("one"), std::logic_error);
    CHECK_THROWS_AS(writer.begin("a name that is much too long"), std::logic_error);
  }
  CHECK(folder.empty());
}
