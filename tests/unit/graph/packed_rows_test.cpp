#include "graph/packed_rows.hpp"

#include "base/error.hpp"
#include "graph/packed_table.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <vector>

using namespace micrograph;
using namespace micrograph::graph;

namespace {

std::vector<PackedRow> random_rows(std::uint32_t seed, std::size_t count, const std::array<std::uint32_t, 4>& most) {
  std::mt19937 random(seed);
  std::vector<PackedRow> rows(count);
  for (PackedRow& row : rows)
    for (std::size_t column = 0; column < 4; ++column)
      row[column] = most[column] == 0xFFFF'FFFF ? static_cast<std::uint32_t>(random()) : random() % (most[column] + 1);
  std::sort(rows.begin(), rows.end());
  return rows;
}

PackedTable packed(const std::vector<PackedRow>& rows) {
  static SpoolSpace space(std::uint64_t{1} << 40); // outlives every table
  PackedTable table(space);
  for (const PackedRow& row : rows)
    table.add(row);
  table.finish();
  return table;
}

} // namespace

TEST_CASE("numbers of every width come back, one by one and in blocks") {
  std::mt19937 random(1);
  for (unsigned bits = 0; bits <= 32; ++bits) {
    const std::uint64_t most = (std::uint64_t{1} << bits) - 1;
    std::vector<std::uint32_t> numbers(packed_block_rows);
    const auto base = static_cast<std::uint32_t>(bits == 32 ? 0 : random() % 1000);
    for (auto& number : numbers)
      number = base + static_cast<std::uint32_t>(random() & most);
    if (bits < 32)
      numbers[7] = base + static_cast<std::uint32_t>(most);
    for (const std::size_t count : {packed_block_rows, std::size_t{1}, std::size_t{99}}) {
      std::vector<std::byte> bytes;
      pack_block(std::span(numbers).first(count), base, bits, bytes);
      CHECK(bytes.size() == packed_bytes(bits));
      bytes.resize(bytes.size() + packed_slack);
      std::array<std::uint32_t, packed_block_rows> back{};
      unpack_block(bytes.data(), base, bits, back);
      for (std::size_t i = 0; i < count; ++i) {
        CHECK(back[i] == numbers[i]);
        CHECK(unpack_one(bytes.data(), base, bits, i) == numbers[i]);
      }
      for (std::size_t i = count; i < packed_block_rows; ++i)
        CHECK(back[i] == base);
    }
  }
}

TEST_CASE("packed rows are the rows, whatever their spread") {
  for (const auto& most : {std::array<std::uint32_t, 4>{0, 0, 0, 0}, std::array<std::uint32_t, 4>{3, 2, 9, 1},
                           std::array<std::uint32_t, 4>{100'000, 7, 5'000'000, 0},
                           std::array<std::uint32_t, 4>{0xFFFF'FFFF, 0xFFFF'FFFF, 0xFFFF'FFFF, 0xFFFF'FFFF}})
    for (const std::size_t count : {0, 1, 255, 256, 257, 3000}) {
      const auto rows = random_rows(static_cast<std::uint32_t>(count) + most[0], count, most);
      const PackedTable table = packed(rows);
      const PackedRows view(table.parts());
      REQUIRE(view.size() == count);
      for (std::size_t i = 0; i < count; ++i)
        for (std::size_t column = 0; column < 4; ++column)
          CHECK(view.block(i / packed_block_rows).at(column, i % packed_block_rows) == rows[i][column]);
    }
}

TEST_CASE("a search finds the first row that is not below") {
  const auto rows = random_rows(3, 5000, {40, 3, 200, 1});
  const PackedTable table = packed(rows);
  const PackedRows view(table.parts());
  for (std::uint32_t least = 0; least <= 42; ++least) {
    const auto at = std::find_if(rows.begin(), rows.end(), [&](const PackedRow& row) { return row[0] >= least; });
    const auto expected = static_cast<std::uint64_t>(at - rows.begin());
    CHECK(view.lower_bound(0, rows.size(), 0, least) == expected);
    // The next column, within the rows that share the first.
    const std::uint64_t end = view.lower_bound(expected, rows.size(), 0, least + 1);
    for (std::uint32_t second = 0; second <= 4; ++second) {
      std::uint64_t row = expected;
      while (row < end && rows[row][1] < second)
        ++row;
      CHECK(view.lower_bound(expected, end, 1, second) == row);
    }
  }
  CHECK(view.lower_bound(10, 10, 0, 0) == 10);
}

TEST_CASE("a range is the rows that start alike") {
  for (const auto& most : {std::array<std::uint32_t, 4>{40, 3, 200, 1}, std::array<std::uint32_t, 4>{1, 1, 1, 4000}}) {
    const auto rows = random_rows(5, 4000, most);
    const PackedTable table = packed(rows);
    const PackedRows view(table.parts());
    std::mt19937 random(9);
    for (int i = 0; i < 500; ++i) {
      PackedRow prefix = rows[random() % rows.size()];
      if (i % 3 == 0)
        prefix[random() % 4] = random() % 250;
      for (std::size_t length = 0; length <= 4; ++length) {
        const auto starts_alike = [&](const PackedRow& row) {
          return std::equal(prefix.begin(), prefix.begin() + static_cast<std::ptrdiff_t>(length), row.begin());
        };
        const auto first = std::find_if(rows.begin(), rows.end(), starts_alike);
        const auto count = std::count_if(rows.begin(), rows.end(), starts_alike);
        const auto [begin, end] = view.range(std::span(prefix).first(length));
        CHECK(end - begin == static_cast<std::uint64_t>(count));
        if (count != 0)
          CHECK(begin == static_cast<std::uint64_t>(first - rows.begin()));
      }
    }
  }
}

TEST_CASE("a block that lies about its place is refused") {
  const auto rows = random_rows(4, 600, {40, 3, 200, 1});
  const PackedTable table = packed(rows);
  PackedRowsParts parts = table.parts();
  std::vector<BlockHead> heads(parts.heads.begin(), parts.heads.end());
  parts.heads = heads;
  const auto refused = [&] {
    CHECK_THROWS_AS((void)PackedRows(parts).block(1), FormatError);
    heads[1] = table.parts().heads[1];
  };
  heads[1].offset = parts.data.size();
  refused();
  heads[1].offset = ~std::uint64_t{0} - 8;
  refused();
  heads[1].bits[2] = 33;
  refused();
  heads[1].bits = {32, 32, 32, 32};
  refused();
  CHECK_NOTHROW((void)PackedRows(parts).block(1));
}
