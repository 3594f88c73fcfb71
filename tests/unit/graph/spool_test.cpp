#include "graph/spool.hpp"

#include "base/error.hpp"
#include "graph/row_sort.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace micrograph;
using namespace micrograph::graph;

namespace {

std::shared_ptr<SpoolSpace> space_of(std::uint64_t memory) {
  return std::make_shared<SpoolSpace>(memory, std::filesystem::temp_directory_path());
}

std::vector<SpooledRow> random_rows(std::size_t count, Rank key_end, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<SpooledRow> rows(count);
  for (std::size_t i = 0; i < count; ++i) // the second number tells where a row came from
    rows[i] = {static_cast<Rank>(random() % std::max<Rank>(key_end, 1)), static_cast<Rank>(i), 0, 7};
  return rows;
}

std::vector<SpooledRow> all_of(const RowSpool& spool) {
  std::vector<SpooledRow> out;
  spool.for_each_chunk([&](std::span<const SpooledRow> rows) { out.insert(out.end(), rows.begin(), rows.end()); });
  return out;
}

} // namespace

TEST_CASE("bytes come back, from memory, from a file, and from both") {
  for (const std::uint64_t memory : {std::uint64_t{1} << 30, std::uint64_t{100'000}, std::uint64_t{0}}) {
    const auto space = space_of(memory);
    std::string expected;
    {
      ByteSpool spool(space);
      std::mt19937 random(5);
      for (int i = 0; i < 3000; ++i) {
        const std::string piece(random() % 300, static_cast<char>('a' + i % 26));
        expected += piece;
        spool.append(std::as_bytes(std::span(piece)));
        CHECK(spool.size() == expected.size());
      }
      const std::string large(600'000, 'x'); // more than is gathered before writing
      expected += large;
      spool.append(std::as_bytes(std::span(large)));
      spool.freeze();
      ByteSpool moved(std::move(spool));
      REQUIRE(moved.bytes().size() == expected.size());
      CHECK(std::memcmp(moved.bytes().data(), expected.data(), expected.size()) == 0);
      CHECK(reinterpret_cast<std::uintptr_t>(moved.bytes().data()) % 8 == 0);
      CHECK(space->peak() <= memory);
      CHECK((space->spilled() > 0) == (memory < expected.size()));
    }
    CHECK(space->take(memory)); // everything was given back
  }
}

TEST_CASE("an empty spool has no bytes") {
  ByteSpool spool(space_of(0));
  spool.freeze();
  CHECK(spool.bytes().empty());
}

TEST_CASE("rows are sorted by one position and keep their order otherwise") {
  for (const std::uint64_t memory : {std::uint64_t{1} << 30, std::uint64_t{1} << 19, std::uint64_t{0}})
    for (const Rank key_end : {Rank{1}, Rank{2}, Rank{700}, Rank{5000}, Rank{4'000'000'000}}) {
      const auto rows = random_rows(150'000, key_end, key_end);
      auto expected = rows;
      std::stable_sort(expected.begin(), expected.end(),
                       [](const SpooledRow& a, const SpooledRow& b) { return a[subject] < b[subject]; });
      const auto space = space_of(memory);
      RowSpool spool(space);
      spool.append(rows);
      spool.freeze();
      const RowSpool sorted = stable_sort_by(spool, subject, key_end, space);
      CAPTURE(memory);
      CAPTURE(key_end);
      CHECK((all_of(sorted) == expected));
      CHECK((all_of(spool) == rows));
      CHECK(sorted.spilled() == (memory < rows.size() * 2 * sizeof(SpooledRow)));
    }
}

TEST_CASE("one key that most rows have is no trouble on disk") {
  auto rows = random_rows(300'000, 1'000'000, 3);
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (i % 10 != 0)
      rows[i][subject] = 123'456;
  auto expected = rows;
  std::stable_sort(expected.begin(), expected.end(),
                   [](const SpooledRow& a, const SpooledRow& b) { return a[subject] < b[subject]; });
  const auto space = space_of(1 << 16);
  RowSpool spool(space);
  spool.append(rows);
  spool.freeze();
  CHECK((all_of(stable_sort_by(spool, subject, 1'000'000, space)) == expected));
}

TEST_CASE("no rows at all") {
  for (const std::uint64_t memory : {std::uint64_t{1} << 20, std::uint64_t{0}}) {
    const auto space = space_of(memory);
    RowSpool spool(space);
    spool.freeze();
    CHECK(all_of(stable_sort_by(spool, object, 0, space)).empty());
  }
}

TEST_CASE("a scratch folder that takes no files is named") {
  const auto space = std::make_shared<SpoolSpace>(10, "/no/such/folder");
  ByteSpool spool(space);
  const std::string text(1000, 'x');
  try {
    spool.append(std::as_bytes(std::span(text)));
    FAIL("was taken");
  } catch (const IoError& error) {
    CHECK(error.code() == "spool.failed");
    CHECK(error.place().source == "/no/such/folder");
    CHECK(std::string(error.what()).find("--memory") != std::string::npos);
  }
}
