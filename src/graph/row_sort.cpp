#include "graph/row_sort.hpp"

#include "base/error.hpp"
#include "graph/row_distribution.hpp"

#include <algorithm>
#include <bit>
#include <optional>
#include <utility>
#include <vector>

namespace micrograph::graph {

namespace {

/// What sorting from files takes whatever the budget: less would mean more and smaller reads and writes than
/// any disk bears.
constexpr std::uint64_t least_memory = std::uint64_t{2} << 20;
constexpr std::uint64_t most_buffers = std::uint64_t{32} << 20;

/// The part of the budget that a step may use.
std::uint64_t share_of(const SpoolSpace& space, std::uint64_t most) {
  return std::max(std::min(space.available() / 2, most), least_memory);
}

/// Rows in memory that are counted by a space.
class CountedRows {
public:
  CountedRows(std::uint64_t rows, SpoolSpace& space) : grant_(space) {
    grant_.grow_regardless(rows * sizeof(SpooledRow));
    rows_.resize(rows);
  }
  [[nodiscard]] std::span<SpooledRow> first(std::uint64_t count) { return std::span(rows_).first(count); }
  [[nodiscard]] std::uint64_t size() const { return rows_.size(); }

private:
  MemoryGrant grant_;
  std::vector<SpooledRow> rows_;
};

// ---- in memory ----

/// The longest part that is to be sorted further.
std::uint64_t longest_to_sort(std::span<const SpooledRow> rows, std::span<const std::uint64_t> starts,
                              Position key) {
  std::uint64_t longest = 0;
  for (std::size_t value = 0; value + 1 < starts.size(); ++value) {
    const std::uint64_t count = starts[value + 1] - starts[value];
    if (count > longest && (count <= rows_in_cache || !has_one_key(rows.subspan(starts[value], count), key)))
      longest = count;
  }
  return longest;
}

/// Absent if the budget has no room for a second copy. `reuse` may be written to, if it is not empty: the
/// rows themselves, when nobody needs them afterwards.
std::optional<RowSpool> sorted_in_memory(std::span<const SpooledRow> rows, std::span<SpooledRow> reuse,
                                         Position key, unsigned bits, SpoolSpace& space) {
  auto result = RowSpool::of_size_in_memory(rows.size(), space);
  if (!result)
    return std::nullopt;
  const std::span<SpooledRow> out = result->rows_in_memory();
  const unsigned high = std::min(bits, most_digit_bits);
  const KeyDigit digit{key, bits - high, high};
  std::vector<std::uint64_t> counts(digit.values(), 0);
  count_digits(rows, digit, counts);
  const auto starts = starts_of(counts);
  distribute(rows, out, digit, starts);
  if (digit.shift == 0)
    return result;
  const std::uint64_t longest = longest_to_sort(out, starts, key);
  // Small parts share a scratch that stays in the cache; only for large ones are the old rows the better
  // place.
  const bool reuses = longest > rows_in_cache && !reuse.empty();
  if (!reuses && longest * sizeof(SpooledRow) > std::max(space.available(), least_memory))
    return std::nullopt;
  CountedRows own(reuses ? 0 : longest, space);
  for (std::size_t value = 0; value < digit.values(); ++value) {
    const auto part = out.subspan(starts[value], counts[value]);
    const auto scratch = reuses ? reuse.first(counts[value]) : own.first(std::min(counts[value], longest));
    sort_in_memory(part, scratch, key, digit.shift);
  }
  return result;
}

// ---- by way of a file ----

/// Rows in a file, in parts that follow each other: all keys of a part are below those of the next.
struct Parts {
  RowSpool rows;
  std::vector<std::uint64_t> starts; ///< of each part, then the end of the last
  std::vector<std::uint8_t> one_key; ///< of each part: all its keys are the same
  unsigned bits = 0;                 ///< by how many low bits each is still to be sorted
};

/// Counts the values of a digit, and sees which of them stand for one key only.
struct PartCounts {
  explicit PartCounts(const KeyDigit& by)
      : digit(by), counts(by.values(), 0), first_key(by.values(), 0), one_key(by.values(), 1) {}
  void add(std::span<const SpooledRow> rows) {
    for (const SpooledRow& row : rows) {
      const std::size_t value = digit.of(row);
      if (counts[value]++ == 0)
        first_key[value] = row[digit.key];
      else if (first_key[value] != row[digit.key])
        one_key[value] = 0;
    }
  }
  KeyDigit digit;
  std::vector<std::uint64_t> counts;
  std::vector<Rank> first_key;
  std::vector<std::uint8_t> one_key;
};

Parts distribute_to_file(const RowSpool& rows, std::uint64_t first_row, std::uint64_t count, Position key,
                         unsigned bits, SpoolSpace& space) {
  const unsigned high = std::min(bits, most_digit_bits);
  PartCounts parts(KeyDigit{key, bits - high, high});
  rows.for_each_chunk(first_row, count, [&](std::span<const SpooledRow> chunk) { parts.add(chunk); });
  Parts out{RowSpool::of_size_in_file(count, space), starts_of(parts.counts), std::move(parts.one_key),
            parts.digit.shift};

  const std::size_t values = parts.digit.values();
  const std::uint64_t room = share_of(space, most_buffers) / sizeof(SpooledRow) / values;
  CountedRows buffers(room * values, space);
  std::vector<std::uint64_t> written(out.starts.begin(), out.starts.end() - 1);
  std::vector<std::uint32_t> held(values, 0);
  const auto write = [&](std::size_t value) {
    out.rows.overwrite(written[value], buffers.first(room * (value + 1)).subspan(room * value, held[value]));
    written[value] += std::exchange(held[value], 0);
  };
  rows.for_each_chunk(first_row, count, [&](std::span<const SpooledRow> chunk) {
    const auto buffer = buffers.first(room * values);
    for (const SpooledRow& row : chunk) {
      const std::size_t value = parts.digit.of(row);
      buffer[room * value + held[value]] = row;
      if (++held[value] == room)
        write(value);
    }
  });
  for (std::size_t value = 0; value < values; ++value)
    write(value);
  return out;
}

/// Appends the parts, each sorted, to `out`. `work` is sorted in.
void sort_parts(const Parts& parts, Position key, CountedRows& work, SpoolSpace& space, RowSpool& out) {
  for (std::size_t part = 0; part + 1 < parts.starts.size(); ++part) {
    const std::uint64_t first_row = parts.starts[part], count = parts.starts[part + 1] - first_row;
    if (parts.bits == 0 || parts.one_key[part] != 0) {
      parts.rows.for_each_chunk(first_row, count,
                                [&](std::span<const SpooledRow> chunk) { out.append(chunk); });
    } else if (count <= work.size() / 2) {
      const auto rows = work.first(count);
      parts.rows.read(first_row, rows);
      sort_in_memory(rows, work.first(2 * count).subspan(count), key, parts.bits);
      out.append(rows);
    } else {
      sort_parts(distribute_to_file(parts.rows, first_row, count, key, parts.bits, space), key, work, space,
                 out);
    }
  }
}

/// `expendable` is null, or the rows once more, which nobody needs afterwards.
RowSpool sorted_by_file(const RowSpool& rows, RowSpool* expendable, Position key, unsigned bits,
                        SpoolSpace& space) {
  const Parts parts = distribute_to_file(rows, 0, rows.size(), key, bits, space);
  if (expendable != nullptr)
    *expendable = RowSpool(space);
  const std::uint64_t whole = 2 * sizeof(SpooledRow) * parts.rows.size();
  CountedRows work(std::min(whole, share_of(space, whole)) / sizeof(SpooledRow), space);
  RowSpool out(space);
  sort_parts(parts, key, work, space, out);
  out.freeze();
  return out;
}

RowSpool sorted(const RowSpool& rows, RowSpool* expendable, Position key, unsigned bits, SpoolSpace& space) {
  if (rows.in_memory()) {
    const auto reuse = expendable != nullptr ? expendable->rows_in_memory() : std::span<SpooledRow>{};
    if (auto result = sorted_in_memory(rows.rows_in_memory(), reuse, key, bits, space))
      return std::move(*result);
  } else if (2 * sizeof(SpooledRow) * rows.size() <= space.available()) {
    // It went to a file when memory was short, and no longer is.
    if (auto copy = RowSpool::of_size_in_memory(rows.size(), space)) {
      rows.read(0, copy->rows_in_memory());
      if (expendable != nullptr)
        *expendable = RowSpool(space);
      return sorted(*copy, &*copy, key, bits, space);
    }
  }
  return sorted_by_file(rows, expendable, key, bits, space);
}

unsigned bits_of(std::uint64_t key_end) {
  MICROGRAPH_EXPECTS(key_end <= std::uint64_t{1} << 32);
  return key_end == 0 ? 0 : static_cast<unsigned>(std::bit_width(key_end - 1));
}

} // namespace

RowSpool stable_sort_by(const RowSpool& rows, Position key, std::uint64_t key_end, SpoolSpace& space) {
  return sorted(rows, nullptr, key, bits_of(key_end), space);
}

RowSpool stable_sort_by(RowSpool&& rows, Position key, std::uint64_t key_end, SpoolSpace& space) {
  RowSpool taken = std::move(rows);
  return sorted(taken, &taken, key, bits_of(key_end), space);
}

} // namespace micrograph::graph
