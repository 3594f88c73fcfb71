#include "graph/row_distribution.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace micrograph::graph {

namespace {

/// Rows below this many are moved one by one into their order.
constexpr std::size_t few_rows = 24;

void insertion_sort(std::span<SpooledRow> rows, Position key) {
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const SpooledRow row = rows[i];
    std::size_t at = i;
    for (; at > 0 && rows[at - 1][key] > row[key]; --at)
      rows[at] = rows[at - 1];
    rows[at] = row;
  }
}

/// A line of the cache.
struct alignas(64) Line {
  static constexpr std::size_t rows_each = 64 / sizeof(SpooledRow);
  std::array<SpooledRow, rows_each> rows;
};

/// Writes a whole line past the cache: it would be read first otherwise, and nobody needs it soon.
void write_line(SpooledRow* to, const Line& line) {
#if defined(__SSE2__)
  for (std::size_t i = 0; i < Line::rows_each; ++i)
    _mm_stream_si128(reinterpret_cast<__m128i*>(to + i),
                     _mm_load_si128(reinterpret_cast<const __m128i*>(line.rows.data() + i)));
#else
  std::memcpy(to, line.rows.data(), sizeof line);
#endif
}

void finish_lines() {
#if defined(__SSE2__)
  _mm_sfence();
#endif
}

/// Collects rows of each value in a line of its own before they are written: thousands of places written to
/// in turn are too many for the cache otherwise.
void distribute_by_lines(std::span<const SpooledRow> from, SpooledRow* to, const KeyDigit& digit,
                         std::span<const std::uint64_t> starts) {
  std::vector<Line> lines(digit.values());
  std::vector<std::uint64_t> next(starts.begin(),
                                  starts.begin() + static_cast<std::ptrdiff_t>(digit.values()));
  for (const SpooledRow& row : from) {
    const std::size_t value = digit.of(row);
    const std::uint64_t at = next[value]++;
    const std::size_t in_line = at % Line::rows_each;
    lines[value].rows[in_line] = row;
    if (in_line + 1 < Line::rows_each)
      continue;
    const std::uint64_t begin = at - in_line;
    if (begin >= starts[value])
      write_line(to + begin, lines[value]);
    else // the first line belongs in part to the value before
      for (std::uint64_t i = starts[value]; i <= at; ++i)
        to[i] = lines[value].rows[i % Line::rows_each];
  }
  for (std::size_t value = 0; value < digit.values(); ++value)
    for (std::uint64_t i = std::max(next[value] / Line::rows_each * Line::rows_each, starts[value]);
         i < next[value]; ++i)
      to[i] = lines[value].rows[i % Line::rows_each];
  finish_lines();
}

/// Sorts from the least significant digit up, so that each pass stays in the cache.
void sort_within_cache(std::span<SpooledRow> rows, std::span<SpooledRow> scratch, Position key,
                       unsigned bits) {
  // Clearing more counters than there are rows would cost more than a second pass.
  const unsigned widest =
      std::clamp(static_cast<unsigned>(std::bit_width(rows.size())), 6U, most_digit_bits + 1);
  const unsigned passes = (bits + widest - 1) / widest;
  std::span<SpooledRow> from = rows, to = scratch;
  std::array<std::uint32_t, std::size_t{2} << most_digit_bits> next;
  for (unsigned pass = 0, shift = 0; pass < passes; ++pass) {
    const KeyDigit digit{key, shift, (bits - shift + passes - pass - 1) / (passes - pass)};
    shift += digit.bits;
    const auto counts = std::span(next).first(digit.values());
    std::fill(counts.begin(), counts.end(), 0);
    for (const SpooledRow& row : from)
      ++counts[digit.of(row)];
    if (counts[digit.of(from.front())] == from.size())
      continue;
    std::uint32_t start = 0;
    for (std::uint32_t& count : counts)
      start += std::exchange(count, start);
    for (const SpooledRow& row : from)
      to[counts[digit.of(row)]++] = row;
    std::swap(from, to);
  }
  if (from.data() != rows.data())
    std::copy(from.begin(), from.end(), rows.begin());
}

} // namespace

void count_digits(std::span<const SpooledRow> rows, const KeyDigit& digit, std::span<std::uint64_t> counts) {
  for (const SpooledRow& row : rows)
    ++counts[digit.of(row)];
}

std::vector<std::uint64_t> starts_of(std::span<const std::uint64_t> counts) {
  std::vector<std::uint64_t> starts(counts.size() + 1, 0);
  for (std::size_t i = 0; i < counts.size(); ++i)
    starts[i + 1] = starts[i] + counts[i];
  return starts;
}

void distribute(std::span<const SpooledRow> from, std::span<SpooledRow> to, const KeyDigit& digit,
                std::span<const std::uint64_t> starts) {
  MICROGRAPH_EXPECTS(to.size() >= from.size() && starts.size() > digit.values());
  distribute_by_lines(from, to.data(), digit, starts);
}

bool has_one_key(std::span<const SpooledRow> rows, Position key) {
  return std::all_of(rows.begin(), rows.end(),
                     [&](const SpooledRow& row) { return row[key] == rows.front()[key]; });
}

void sort_in_memory(std::span<SpooledRow> rows, std::span<SpooledRow> scratch, Position key, unsigned bits) {
  if (rows.size() < few_rows)
    return insertion_sort(rows, key);
  if (bits == 0 || (rows.size() > rows_in_cache && has_one_key(rows, key)))
    return;
  if (rows.size() <= rows_in_cache)
    return sort_within_cache(rows, scratch, key, bits);
  const unsigned high = std::min(bits, most_digit_bits);
  const KeyDigit digit{key, bits - high, high};
  std::vector<std::uint64_t> counts(digit.values(), 0);
  count_digits(rows, digit, counts);
  const std::vector<std::uint64_t> starts = starts_of(counts);
  distribute(rows, scratch, digit, starts);
  std::copy(scratch.begin(), scratch.begin() + static_cast<std::ptrdiff_t>(rows.size()), rows.begin());
  for (std::size_t value = 0; value < digit.values() && digit.shift > 0; ++value)
    sort_in_memory(rows.subspan(starts[value], counts[value]), scratch.subspan(starts[value], counts[value]),
                   key, digit.shift);
}

} // namespace micrograph::graph
