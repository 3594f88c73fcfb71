#include "formats/hdf5/fractal_heap.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace micrograph::formats::hdf5 {

namespace {

constexpr std::uint64_t max_block_size = std::uint64_t{1} << 32;
constexpr std::uint64_t max_rows = 64;

/// Bytes that hold any number up to `limit`.
unsigned width_for(std::uint64_t limit) {
  return (static_cast<unsigned>(std::bit_width(limit)) + 7) / 8;
}

bool is_signature(std::span<const std::byte> bytes, const char* text) {
  return bytes.size() >= 4 && std::memcmp(bytes.data(), text, 4) == 0;
}

} // namespace

FractalHeap::FractalHeap(Storage& storage, Address address) : storage_(storage), address_(address) {
  const std::size_t lengths = storage.length_width();
  const std::size_t size = 22 + 12 * lengths + 3 * std::size_t{storage.address_width()};
  const auto header = storage.read(address, size);
  ByteCursor cursor = storage.cursor(header, address);
  if (!is_signature(cursor.bytes(4), "FRHP") || cursor.read<std::uint8_t>() != 0)
    storage.fail(address, "no fractal heap begins here");
  cursor.skip(2); // bytes of an id
  if (cursor.read<std::uint16_t>() != 0)
    storage.refuse(address, "a fractal heap that went through a filter");
  cursor.skip(1); // flags
  max_object_size_ = cursor.read<std::uint32_t>();
  cursor.skip(lengths + storage.address_width()); // huge objects
  cursor.skip(lengths + storage.address_width()); // free space
  cursor.skip(8 * lengths);                       // sums
  width_ = cursor.read<std::uint16_t>();
  start_size_ = storage.next_length(cursor);
  max_direct_size_ = storage.next_length(cursor);
  const auto offset_bits = cursor.read<std::uint16_t>();
  cursor.skip(2); // rows at the start
  root_ = storage.next_address(cursor);
  root_rows_ = cursor.read<std::uint16_t>();
  if (!std::has_single_bit(width_) || !std::has_single_bit(start_size_) || !std::has_single_bit(max_direct_size_) ||
      start_size_ > max_direct_size_ || max_direct_size_ > max_block_size || offset_bits == 0 || offset_bits > 64 ||
      root_rows_ > max_rows)
    storage.fail(address, "a fractal heap of sizes that cannot be");
  offset_width_ = (offset_bits + 7u) / 8;
  const unsigned direct_width = (static_cast<unsigned>(std::countr_zero(max_direct_size_)) + 7) / 8;
  size_width_ = std::min(direct_width, width_for(max_object_size_));
}

std::uint64_t FractalHeap::row_size(std::uint64_t row) const {
  return row == 0 ? start_size_ : start_size_ << (row - 1);
}

std::uint64_t FractalHeap::row_start(std::uint64_t row) const {
  return row == 0 ? 0 : (start_size_ * width_) << (row - 1);
}

/// Goes down from the root through tables of blocks, each smaller than the one before it, to the block that has the offset.
Address FractalHeap::place_of(std::uint64_t offset, std::uint64_t length) {
  if (!root_)
    storage_.fail(address_, "the heap is said to be empty, but is asked for");
  Address block = *root_;
  std::uint64_t block_size = row_size(0);
  if (root_rows_ > 0) {
    const std::size_t table_head = 5 + std::size_t{storage_.address_width()} + offset_width_;
    for (std::uint64_t rows = root_rows_;;) {
      std::uint64_t row = 0;
      while (row < rows && offset - row_start(row) >= row_size(row) * width_)
        ++row;
      if (row == rows)
        storage_.fail(block, "the heap is asked for what lies behind it");
      const std::uint64_t column = (offset - row_start(row)) / row_size(row);
      const Address entry_at = block + table_head + (row * width_ + column) * storage_.address_width();
      const auto entry = storage_.read(entry_at, storage_.address_width());
      ByteCursor cursor = storage_.cursor(entry, entry_at);
      const auto child = storage_.next_address(cursor);
      if (!child)
        storage_.fail(entry_at, "the heap has no block where an object should be");
      offset -= row_start(row) + column * row_size(row);
      block = *child;
      block_size = row_size(row);
      if (block_size <= max_direct_size_)
        break;
      if (!is_signature(storage_.read(block, 4), "FHIB"))
        storage_.fail(block, "no table of a fractal heap begins here");
      rows = static_cast<std::uint64_t>(std::countr_zero(block_size)) -
             static_cast<std::uint64_t>(std::countr_zero(start_size_ * width_)) + 1;
      if (rows > max_rows)
        storage_.fail(block, "a table of a fractal heap that is smaller than its blocks");
    }
  }
  if (!is_signature(storage_.read(block, 4), "FHDB"))
    storage_.fail(block, "no block of a fractal heap begins here");
  if (offset > block_size || length > block_size - offset)
    storage_.fail(block, "an object does not lie within its block of the heap");
  return block + offset;
}

FractalHeap::Found FractalHeap::find(std::span<const std::byte> id) {
  ByteCursor cursor = storage_.cursor(id, address_);
  const auto kind = cursor.read<std::uint8_t>();
  switch ((kind >> 4) & 3) {
  case 0: {
    const std::uint64_t offset = next_number(cursor, offset_width_);
    const std::uint64_t length = next_number(cursor, size_width_);
    if (length > max_object_size_)
      storage_.fail(address_, "an object of the heap is longer than any should be");
    const Address at = place_of(offset, length);
    return {storage_.read(at, length), at};
  }
  case 2: { // tiny: within the id
    const auto bytes = cursor.bytes(std::min<std::size_t>((kind & 0x0Fu) + 1, cursor.remaining()));
    return {{bytes.begin(), bytes.end()}, address_};
  }
  default:
    storage_.refuse(address_, "an object that lies outside of the fractal heap");
  }
}

} // namespace micrograph::formats::hdf5
