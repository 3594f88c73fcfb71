#pragma once

#include "graph/spool.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// The steps of sorting rows in memory by the bits of one key (see row_sort.hpp).
namespace micrograph::graph {

/// Some neighbouring bits of a key: what one pass distributes by.
struct KeyDigit {
  Position key = subject;
  unsigned shift = 0;
  unsigned bits = 0;

  [[nodiscard]] std::size_t values() const { return std::size_t{1} << bits; }
  [[nodiscard]] std::size_t of(const SpooledRow& row) const { return row[key] >> shift & (values() - 1); }
};

/// More parts than this at once are more than the processor's tables of pages and lines take.
inline constexpr unsigned most_digit_bits = 11;
/// How many rows are sorted within the cache.
inline constexpr std::size_t rows_in_cache = std::size_t{32} << 10;

/// Adds to `counts`, one for each value of the digit, how often it occurs.
void count_digits(std::span<const SpooledRow> rows, const KeyDigit& digit, std::span<std::uint64_t> counts);

/// Where the rows of each value start, and behind them the end of the last.
[[nodiscard]] std::vector<std::uint64_t> starts_of(std::span<const std::uint64_t> counts);

/// Copies each row to its place, in order: those of value v from `starts[v]` on. `to` overlaps no row of
/// `from`, has room for all and is aligned for SSE, as what the system or the heap hands out is.
void distribute(std::span<const SpooledRow> from, std::span<SpooledRow> to, const KeyDigit& digit,
                std::span<const std::uint64_t> starts);

/// True if all rows have the same key; of none, too.
[[nodiscard]] bool has_one_key(std::span<const SpooledRow> rows, Position key);

/// Sorts by the low `bits` of the key, stably. `scratch` is as long as the rows, or may be empty if the rows
/// have one key; its content is lost.
void sort_in_memory(std::span<SpooledRow> rows, std::span<SpooledRow> scratch, Position key, unsigned bits);

} // namespace micrograph::graph
