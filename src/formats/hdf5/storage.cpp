#include "formats/hdf5/storage.hpp"

#include <cstring>

namespace micrograph::formats::hdf5 {

namespace {

constexpr char signature[] = {'\x89', 'H', 'D', 'F', '\r', '\n', '\x1a', '\n'};
constexpr std::uint64_t first_later_place = 512; ///< behind a block of the user's own
constexpr std::uint64_t superblock_size = 128;   ///< bytes; no version has more before its root group
constexpr std::uint64_t furthest_place = std::uint64_t{1} << 32;

bool is_signature(std::span<const std::byte> bytes) {
  return bytes.size() >= sizeof signature && std::memcmp(bytes.data(), signature, sizeof signature) == 0;
}

std::uint64_t after(std::uint64_t place) {
  return place == 0 ? first_later_place : place * 2;
}

bool is_width(unsigned width) {
  return width == 2 || width == 4 || width == 8;
}

} // namespace

bool has_signature(std::span<const std::byte> head) {
  for (std::uint64_t at = 0; at < head.size(); at = after(at))
    if (is_signature(head.subspan(static_cast<std::size_t>(at))))
      return true;
  return false;
}

std::uint64_t next_number(ByteCursor& cursor, unsigned width) {
  std::uint64_t value = 0;
  const auto bytes = cursor.bytes(width);
  for (unsigned i = 0; i < width; ++i)
    value |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
  return value;
}

Storage::Storage(ByteSource& bytes) : bytes_(bytes) {
  const auto at = find_superblock();
  if (!at)
    throw FormatError("hdf5.superblock", "there is no signature of HDF5", Place{bytes.name(), {}, 0, {}, {}});
  read_superblock(*at);
}

std::optional<std::uint64_t> Storage::find_superblock() {
  for (std::uint64_t at = 0; at < bytes_.size() && at < furthest_place; at = after(at)) {
    std::vector<std::byte> start(sizeof signature);
    start.resize(bytes_.read_at(at, start));
    if (is_signature(start))
      return at;
  }
  return {};
}

void Storage::read_superblock(std::uint64_t at) {
  const auto wrong = [&](const std::string& text) {
    throw FormatError("hdf5.superblock", text, Place{bytes_.name(), {}, at, {}, {}});
  };
  std::vector<std::byte> block(superblock_size);
  block.resize(bytes_.read_at(at, block));
  ByteCursor cursor(block, std::endian::little, bytes_.name(), at);
  cursor.skip(sizeof signature);
  const auto version = cursor.read<std::uint8_t>();
  if (version > 3)
    wrong("the superblock is of version " + std::to_string(version) + "; those up to 3 are known");
  if (version < 2)
    cursor.skip(4); // versions of the free space, the root group and the shared messages
  address_width_ = cursor.read<std::uint8_t>();
  length_width_ = cursor.read<std::uint8_t>();
  if (!is_width(address_width_) || !is_width(length_width_))
    wrong("addresses of " + std::to_string(address_width_) + " and lengths of " + std::to_string(length_width_) +
          " bytes cannot be");
  if (version < 2)
    cursor.skip(1 + 2 + 2 + 4u + (version == 1 ? 4 : 0)); // sizes of B-tree nodes, flags
  else
    cursor.skip(1); // flags
  const std::uint64_t base = next_address(cursor).value_or(at);
  base_ = base == 0 ? at : base; // files to which a block was prepended later still say 0
  cursor.skip(2 * std::size_t{address_width_}); // free space or extension; end of the file
  if (version < 2)
    cursor.skip(2 * std::size_t{address_width_}); // driver's block; name of the root group
  const auto root = next_address(cursor);
  if (!root)
    wrong("the superblock names no root group");
  root_ = *root;
}

std::uint64_t Storage::offset_of(Address address) const {
  return address > UINT64_MAX - base_ ? UINT64_MAX : base_ + address;
}

std::vector<std::byte> Storage::read(Address address, std::uint64_t length) {
  if (reads_left_ == 0 || length > bytes_left_)
    throw FormatError("hdf5.limit", "more than " + std::to_string(max_bytes >> 20) + " MiB or " + std::to_string(max_reads) +
                                        " structures would have to be read",
                      Place{bytes_.name(), {}, offset_of(address), {}, {}});
  auto out = bytes_.read_exactly(offset_of(address), length);
  --reads_left_;
  bytes_left_ -= length;
  return out;
}

ByteCursor Storage::cursor(std::span<const std::byte> bytes, Address address) const {
  return {bytes, std::endian::little, bytes_.name(), offset_of(address)};
}

std::optional<Address> Storage::next_address(ByteCursor& cursor) const {
  const std::uint64_t undefined = UINT64_MAX >> (64 - 8 * address_width_);
  const std::uint64_t address = next_number(cursor, address_width_);
  return address == undefined ? std::nullopt : std::optional(address);
}

std::uint64_t Storage::next_length(ByteCursor& cursor) const {
  return next_number(cursor, length_width_);
}

void Storage::fail(Address address, const std::string& text) const {
  throw FormatError("hdf5.structure", text, Place{bytes_.name(), {}, offset_of(address), {}, {}});
}

void Storage::refuse(Address address, const std::string& text) const {
  throw FormatError("hdf5.unsupported", text, Place{bytes_.name(), {}, offset_of(address), {}, {}});
}

} // namespace micrograph::formats::hdf5
