#include "graph/row_sort.hpp"

#include "graph/bit_packing.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

namespace micrograph::graph {

namespace {

using Rows = std::span<const SpooledRow>;
using MutableRows = std::span<SpooledRow>;

/// As many destinations as the processor keeps pages of at hand.
constexpr unsigned dealt_bits = 10;
constexpr unsigned counted_bits = 11;

/// Some bits of what stands at a position.
struct Digit {
  Position key;
  unsigned shift;
  unsigned bits;
  [[nodiscard]] std::uint32_t operator()(const SpooledRow& row) const {
    return row[key] >> shift & ((std::uint32_t{1} << bits) - 1);
  }
};

/// Where each bucket begins, then the end of the last.
using Starts = std::vector<std::uint64_t>;

Starts starts_of(std::vector<std::uint64_t> counts) {
  Starts starts(counts.size() + 1, 0);
  for (std::size_t i = 0; i < counts.size(); ++i)
    starts[i + 1] = starts[i] + counts[i];
  return starts;
}

/// Deals rows into buckets in the order of the digit, keeping their order within a bucket.
Starts deal(Rows in, MutableRows out, const Digit& digit) {
  std::vector<std::uint64_t> counts(std::size_t{1} << digit.bits, 0);
  for (const SpooledRow& row : in)
    ++counts[digit(row)];
  const Starts starts = starts_of(std::move(counts));
  Starts next = starts;
  for (const SpooledRow& row : in)
    out[next[digit(row)]++] = row;
  return starts;
}

/// Sorts by the lowest `bits` of the key, with room for as many rows.
void sort_low_bits(MutableRows rows, std::vector<SpooledRow>& room, Position key, unsigned bits) {
  if (rows.size() < 2 || bits == 0)
    return;
  if (rows.size() <= 32) { // counters would cost more
    std::stable_sort(rows.begin(), rows.end(),
                     [key](const SpooledRow& a, const SpooledRow& b) { return a[key] < b[key]; });
    return;
  }
  room.resize(std::max(room.size(), rows.size()));
  MutableRows from = rows, to = std::span(room).first(rows.size());
  for (unsigned shift = 0; shift < bits; shift += counted_bits) {
    deal(from, to, {key, shift, std::min(counted_bits, bits - shift)});
    std::swap(from, to);
  }
  if (from.data() != rows.data())
    std::copy(from.begin(), from.end(), rows.begin());
}

void sort_in_memory(Rows in, MutableRows out, Position key, unsigned bits) {
  const unsigned low = bits > dealt_bits ? bits - dealt_bits : 0;
  const Starts starts = deal(in, out, {key, low, bits - low});
  if (low == 0)
    return;
  std::vector<SpooledRow> room;
  for (std::size_t bucket = 0; bucket + 1 < starts.size(); ++bucket)
    sort_low_bits(out.subspan(starts[bucket], starts[bucket + 1] - starts[bucket]), room, key, low);
}

/// Rows on their way to the buckets of a file.
class FileDealer {
public:
  FileDealer(ScratchFile& file, Starts starts, std::size_t gathered)
      : file_(file), next_(std::move(starts)), gathered_(std::max<std::size_t>(gathered, 16)), waiting_(next_.size() - 1) {}
  void add(std::size_t bucket, const SpooledRow& row) {
    auto& rows = waiting_[bucket];
    rows.push_back(row);
    if (rows.size() == gathered_)
      write(bucket);
  }
  void finish() {
    for (std::size_t bucket = 0; bucket < waiting_.size(); ++bucket)
      write(bucket);
  }

private:
  void write(std::size_t bucket) {
    file_.write(next_[bucket] * sizeof(SpooledRow), std::as_bytes(std::span(waiting_[bucket])));
    next_[bucket] += waiting_[bucket].size();
    waiting_[bucket].clear();
  }

  ScratchFile& file_;
  Starts next_; ///< where the next row of each bucket goes
  std::size_t gathered_;
  std::vector<std::vector<SpooledRow>> waiting_;
};

/// Sorts what does not fit memory, a digit of the key at a time from the top, through files.
class FileSorter {
public:
  FileSorter(const std::shared_ptr<SpoolSpace>& space, Position key)
      : space_(space), key_(key),
        bucket_rows_(static_cast<std::size_t>(
            std::clamp<std::uint64_t>(space->memory() / 8, 1 << 16, 1 << 28) / sizeof(SpooledRow))) {}

  /// The rows [begin, end) of `in`, whose keys differ in their lowest `bits` only, sorted.
  RowSpool sort(const RowSpool& in, std::uint64_t begin, std::uint64_t end, unsigned bits) {
    const Digit digit{key_, bits > file_bits ? bits - file_bits : 0, std::min(bits, file_bits)};
    std::vector<std::uint64_t> counts(std::size_t{1} << digit.bits, 0);
    in.for_each_chunk(begin, end, [&](Rows rows) {
      for (const SpooledRow& row : rows)
        ++counts[digit(row)];
    });
    const Starts starts = starts_of(std::move(counts));
    auto file = std::make_unique<ScratchFile>(*space_);
    FileDealer dealer(*file, starts, bucket_rows_ >> digit.bits);
    in.for_each_chunk(begin, end, [&](Rows rows) {
      for (const SpooledRow& row : rows)
        dealer.add(digit(row), row);
    });
    dealer.finish();
    ScratchFile& dealt = *file;
    RowSpool out(SpoolBuffer::in_file(space_, std::move(file), (end - begin) * sizeof(SpooledRow)));
    for (std::size_t bucket = 0; bucket + 1 < starts.size() && digit.shift != 0; ++bucket)
      sort_bucket(out, dealt, starts[bucket], starts[bucket + 1], digit.shift);
    return out;
  }

private:
  static constexpr unsigned file_bits = 8;

  void sort_bucket(const RowSpool& rows, ScratchFile& file, std::uint64_t begin, std::uint64_t end, unsigned bits) {
    if (end - begin < 2)
      return;
    if (end - begin > bucket_rows_) {
      const RowSpool sorted = sort(rows, begin, end, bits);
      std::uint64_t to = begin;
      sorted.for_each_chunk([&](Rows chunk) {
        file.write(to * sizeof(SpooledRow), std::as_bytes(chunk));
        to += chunk.size();
      });
      return;
    }
    bucket_.resize(static_cast<std::size_t>(end - begin));
    file.read(begin * sizeof(SpooledRow), std::as_writable_bytes(std::span(bucket_)));
    sort_low_bits(bucket_, room_, key_, bits);
    file.write(begin * sizeof(SpooledRow), std::as_bytes(std::span(bucket_)));
  }

  std::shared_ptr<SpoolSpace> space_;
  Position key_;
  std::size_t bucket_rows_;
  std::vector<SpooledRow> bucket_, room_;
};

} // namespace

RowSpool stable_sort_by(const RowSpool& rows, Position key, Rank key_end, const std::shared_ptr<SpoolSpace>& space) {
  const unsigned bits = key_end == 0 ? 0 : bit_width_of(key_end - 1);
  if (!rows.spilled())
    if (auto room = SpoolBuffer::in_memory(space, rows.size() * sizeof(SpooledRow))) {
      const auto bytes = room->data_to_fill();
      sort_in_memory(rows.in_memory(), {reinterpret_cast<SpooledRow*>(bytes.data()), rows.size()}, key, bits);
      return RowSpool(std::move(*room));
    }
  return FileSorter(space, key).sort(rows, 0, rows.size(), bits);
}

} // namespace micrograph::graph
