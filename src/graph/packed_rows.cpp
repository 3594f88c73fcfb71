#include "graph/packed_rows.hpp"

#include "base/error.hpp"
#include "graph/touch.hpp"

#include <algorithm>

namespace micrograph::graph {

PackedRows::Block PackedRows::block(std::uint64_t number) const {
  const BlockHead& head = parts_.heads[number];
  touch(parts_.pages, &head, sizeof(head));
  std::uint64_t length = 0;
  Block out;
  out.head_ = &head;
  for (std::size_t column = 0; column < head.bits.size(); ++column) {
    if (head.bits[column] > 32 || head.offset > parts_.data.size())
      length = parts_.data.size();
    else {
      out.columns_[column] = parts_.data.data() + head.offset + length;
      length += packed_bytes(head.bits[column]);
    }
  }
  if (length > parts_.data.size() - std::min<std::uint64_t>(head.offset, parts_.data.size()) ||
      parts_.data.size() - head.offset - length < packed_slack)
    throw FormatError("mg.content", "a block of columns does not lie where it should");
  touch(parts_.pages, parts_.data.data() + head.offset, length + packed_slack);
  return out;
}

const PackedRow& PackedRows::first_of(std::uint64_t block) const {
  const PackedRow& row = parts_.firsts[block];
  touch(parts_.pages, &row, sizeof(row));
  return row;
}

std::uint64_t PackedRows::lower_bound(std::uint64_t begin, std::uint64_t end, std::size_t column,
                                      std::uint32_t least) const {
  if (begin >= end)
    return end;
  // The block sought is the last that starts within the range and below `least`, or the one `begin` is in.
  std::uint64_t low = begin / packed_block_rows;
  std::uint64_t high = (end - 1) / packed_block_rows + 1;
  // Who walks forward seeks what is near, so it is looked for in growing steps first.
  for (std::uint64_t step = 1; high - low > step; step *= 2) {
    if (first_of(low + step)[column] >= least)
      high = low + step;
    else
      low += step;
  }
  while (high - low > 1) {
    const std::uint64_t middle = low + (high - low) / 2;
    if (first_of(middle)[column] < least)
      low = middle;
    else
      high = middle;
  }
  const std::uint64_t start = low * packed_block_rows;
  const Block in = block(low);
  std::size_t from = begin > start ? static_cast<std::size_t>(begin - start) : 0;
  std::size_t to = static_cast<std::size_t>(std::min<std::uint64_t>(end - start, packed_block_rows));
  while (from < to) {
    const std::size_t middle = from + (to - from) / 2;
    if (in.at(column, middle) < least)
      from = middle + 1;
    else
      to = middle;
  }
  return start + from;
}

namespace {

/// Below zero, zero or above as the start of a row sorts before, is, or sorts after a prefix. `number(column)` gives the
/// row's numbers.
template <typename Number> int compare(const Number& number, std::span<const std::uint32_t> prefix) {
  for (std::size_t column = 0; column < prefix.size(); ++column)
    if (const std::uint32_t found = number(column); found != prefix[column])
      return found < prefix[column] ? -1 : 1;
  return 0;
}

} // namespace

std::pair<std::uint64_t, std::uint64_t> PackedRows::range(std::span<const std::uint32_t> prefix) const {
  if (size() == 0 || prefix.empty())
    return {0, size()};
  // The last block that starts before the prefix, since the first such row may be in it; or the first.
  std::uint64_t low = 0, high = parts_.firsts.size();
  while (high - low > 1) {
    const std::uint64_t middle = low + (high - low) / 2;
    const PackedRow& first = first_of(middle);
    if (compare([&](std::size_t column) { return first[column]; }, prefix) < 0)
      low = middle;
    else
      high = middle;
  }
  const std::uint64_t start = low * packed_block_rows;
  const Block in = block(low);
  std::size_t from = 0;
  auto to = static_cast<std::size_t>(std::min<std::uint64_t>(size() - start, packed_block_rows));
  while (from < to) {
    const std::size_t middle = from + (to - from) / 2;
    if (compare([&](std::size_t column) { return in.at(column, middle); }, prefix) < 0)
      from = middle + 1;
    else
      to = middle;
  }
  return {start + from, end_of_run(start + from, prefix)};
}

/// Most runs are short, so the end is looked for in growing steps from the beginning.
std::uint64_t PackedRows::end_of_run(std::uint64_t begin, std::span<const std::uint32_t> prefix) const {
  std::uint64_t loaded = ~std::uint64_t{0};
  Block in;
  const auto in_run = [&](std::uint64_t row) {
    if (row / packed_block_rows != loaded) {
      loaded = row / packed_block_rows;
      in = block(loaded);
    }
    return compare([&](std::size_t column) { return in.at(column, row % packed_block_rows); }, prefix) == 0;
  };
  std::uint64_t inside = begin, step = 1; // rows before `inside` are of the run
  while (inside < size() && in_run(std::min(inside + step, size()) - 1)) {
    inside = std::min(inside + step, size());
    step *= 2;
  }
  std::uint64_t outside = std::min(inside + step, size()); // rows from `outside` on are not
  while (inside < outside) {
    const std::uint64_t middle = inside + (outside - inside) / 2;
    if (in_run(middle))
      inside = middle + 1;
    else
      outside = middle;
  }
  return inside;
}

RowPacker::Packed RowPacker::take() {
  MICROGRAPH_EXPECTS(count_ > 0);
  Packed out;
  out.head.offset = offset_;
  data_.clear();
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    const std::span<const std::uint32_t> numbers(columns_[column].data(), count_);
    const auto [least, most] = std::minmax_element(numbers.begin(), numbers.end());
    out.first[column] = numbers.front();
    out.head.base[column] = *least;
    out.head.bits[column] = static_cast<std::uint8_t>(bit_width_of(*most - *least));
    pack_block(numbers, *least, out.head.bits[column], data_);
  }
  out.data = data_;
  offset_ += data_.size();
  count_ = 0;
  return out;
}

} // namespace micrograph::graph
