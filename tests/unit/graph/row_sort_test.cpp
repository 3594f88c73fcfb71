#include "graph/row_sort.hpp"

#include "support/scratch_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <random>
#include <vector>

using namespace micrograph;
using namespace micrograph::graph;
using micrograph::test::ScratchFolder;

namespace {

using Rows = std::vector<SpooledRow>;
constexpr std::uint64_t mib = std::uint64_t{1} << 20;

/// Rows whose keys are made by `key_of`, the other positions saying where each row stood.
Rows rows_of(std::size_t count, Position key, const std::function<Rank(std::size_t)>& key_of) {
  Rows rows(count);
  for (std::size_t i = 0; i < count; ++i) {
    rows[i].fill(static_cast<Rank>(i));
    rows[i][key] = key_of(i);
  }
  return rows;
}

Rows expected_of(Rows rows, Position key) {
  std::stable_sort(rows.begin(), rows.end(),
                   [key](const SpooledRow& left, const SpooledRow& right) { return left[key] < right[key]; });
  return rows;
}

RowSpool spool_of(std::span<const SpooledRow> rows, SpoolSpace& space) {
  RowSpool spool(space);
  spool.append(rows);
  spool.freeze();
  return spool;
}

Rows content_of(const RowSpool& spool) {
  Rows rows;
  spool.for_each_chunk(
      [&](std::span<const SpooledRow> chunk) { rows.insert(rows.end(), chunk.begin(), chunk.end()); });
  return rows;
}

/// Sorts within each budget and both ways, and holds the outcome against the standard library's.
void check_sorted(const Rows& rows, Position key, std::uint64_t key_end,
                  std::span<const std::uint64_t> budgets) {
  const ScratchFolder folder;
  const Rows expected = expected_of(rows, key);
  for (const std::uint64_t budget : budgets) {
    CAPTURE(budget);
    SpoolSpace space(budget, folder.path());
    {
      RowSpool spool = spool_of(rows, space);
      CHECK((content_of(stable_sort_by(std::as_const(spool), key, key_end, space)) == expected));
      CHECK((content_of(spool) == rows));
      CHECK((content_of(stable_sort_by(std::move(spool), key, key_end, space)) == expected));
    }
    CHECK(space.held() == 0);
    CHECK(folder.empty());
    // Of what is not in the budget there are only buffers.
    CHECK(space.peak() <= budget + 7 * mib);
  }
}

constexpr std::uint64_t ample[] = {std::uint64_t{1} << 30};
constexpr std::uint64_t every[] = {0, mib, 5 * mib, std::uint64_t{1} << 30};

} // namespace

TEST_CASE("few rows are sorted") {
  std::mt19937 random(1);
  for (const std::size_t count : {0, 1, 2, 3, 5, 23, 24, 25, 64, 100, 1000})
    for (const unsigned bits : {0U, 1U, 5U, 11U, 12U, 13U, 22U, 23U, 31U, 32U})
      for (const Position key : {subject, predicate, object, graph_name}) {
        CAPTURE(count);
        CAPTURE(bits);
        const std::uint64_t key_end = std::uint64_t{1} << bits;
        check_sorted(rows_of(count, key, [&](std::size_t) { return static_cast<Rank>(random() % key_end); }),
                     key, key_end, ample);
      }
}

TEST_CASE("many rows are sorted, in memory and by way of a file") {
  std::mt19937 random(2);
  for (const std::uint64_t key_end :
       {std::uint64_t{1}, std::uint64_t{3}, std::uint64_t{2048}, std::uint64_t{2049}, std::uint64_t{100'000},
        std::uint64_t{1} << 22, std::uint64_t{1} << 32}) {
    CAPTURE(key_end);
    check_sorted(rows_of(300'000, object, [&](std::size_t) { return static_cast<Rank>(random() % key_end); }),
                 object, key_end, every);
  }
}

TEST_CASE("keys that crowd are sorted, in memory and by way of a file") {
  std::mt19937 random(3);
  const std::uint64_t key_end = 1 << 22;
  const auto any = [&] { return static_cast<Rank>(random() % key_end); };
  SUBCASE("most rows have one key") {
    check_sorted(rows_of(300'000, subject, [&](std::size_t i) { return i % 10 == 0 ? any() : Rank{77}; }),
                 subject, key_end, every);
  }
  SUBCASE("most rows have a few keys that differ in the last bits") {
    check_sorted(
        rows_of(300'000, subject,
                [&](std::size_t i) { return i % 10 == 0 ? any() : static_cast<Rank>(random() % 5); }),
        subject, key_end, every);
  }
  SUBCASE("all rows have one key") {
    check_sorted(rows_of(300'000, subject, [](std::size_t) { return Rank{4'000'000}; }), subject, key_end,
                 every);
  }
  SUBCASE("the rows are sorted, or the other way round") {
    check_sorted(rows_of(300'000, subject, [](std::size_t i) { return static_cast<Rank>(i); }), subject,
                 key_end, every);
    check_sorted(rows_of(300'000, subject, [](std::size_t i) { return static_cast<Rank>(300'000 - i); }),
                 subject, key_end, every);
  }
  SUBCASE("small keys and a few large ones") {
    check_sorted(
        rows_of(200'000, subject,
                [&](std::size_t) { return static_cast<Rank>(std::uint64_t{random()} >> (random() % 32)); }),
        subject, std::uint64_t{1} << 32, every);
  }
}

TEST_CASE("rows that went to a file are sorted in memory once there is some again") {
  const ScratchFolder folder;
  SpoolSpace space(32 * mib, folder.path());
  std::mt19937 random(4);
  const Rows rows =
      rows_of(200'000, subject, [&](std::size_t) { return static_cast<Rank>(random() % 50'000); });
  std::optional<RowSpool> spool;
  {
    MemoryGrant other(space);
    other.grow_regardless(31 * mib);
    spool = spool_of(rows, space);
    CHECK_FALSE(spool->in_memory());
  }
  const RowSpool sorted = stable_sort_by(std::move(*spool), subject, 50'000, space);
  CHECK(sorted.in_memory());
  CHECK((content_of(sorted) == expected_of(rows, subject)));
}

TEST_CASE("keys that are no ranks break the contract") {
  SpoolSpace space(mib);
  const RowSpool none = spool_of({}, space);
  CHECK_THROWS_AS((void)stable_sort_by(none, subject, (std::uint64_t{1} << 32) + 1, space), std::logic_error);
}
