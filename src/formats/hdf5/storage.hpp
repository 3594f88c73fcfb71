#pragma once

#include "base/byte_cursor.hpp"
#include "base/byte_source.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace micrograph::formats::hdf5 {

/// Where something lies, in bytes from the base address of the file, which the superblock tells.
using Address = std::uint64_t;

/// The bytes of an HDF5 file, read through the superblock's widths of addresses and lengths.
///
/// All that is read goes through here and is counted, so that structures that point at each other in circles, or claim to
/// be large, end in `hdf5.limit` and not in a program that does not come back.
class Storage {
public:
  static constexpr std::uint64_t max_bytes = std::uint64_t{64} << 20; ///< read in all; the metadata of real files has far fewer
  static constexpr std::uint64_t max_reads = std::uint64_t{1} << 18;

  /// Looks for the superblock (versions 0 to 3) at 0 and at 512 bytes and its doubles.
  /// Throws FormatError `hdf5.superblock` if there is none, or it cannot be.
  explicit Storage(ByteSource& bytes);

  /// Address of the object header of the root group.
  [[nodiscard]] Address root() const { return root_; }

  /// Exactly `length` bytes. Throws FormatError `input.truncated`, `hdf5.limit`.
  [[nodiscard]] std::vector<std::byte> read(Address address, std::uint64_t length);
  /// What `read` gave, to be taken apart; knows its place for messages.
  [[nodiscard]] ByteCursor cursor(std::span<const std::byte> bytes, Address address) const;

  /// The next address; absent if it is the undefined one.
  [[nodiscard]] std::optional<Address> next_address(ByteCursor& cursor) const;
  /// The next length, count or size of the file's width.
  [[nodiscard]] std::uint64_t next_length(ByteCursor& cursor) const;
  [[nodiscard]] unsigned address_width() const { return address_width_; }
  [[nodiscard]] unsigned length_width() const { return length_width_; }

  /// Throws FormatError `hdf5.structure`: what stands there is not what it should be.
  [[noreturn]] void fail(Address address, const std::string& text) const;
  /// Throws FormatError `hdf5.unsupported`: it may be right, but is not read here.
  [[noreturn]] void refuse(Address address, const std::string& text) const;

private:
  [[nodiscard]] std::optional<std::uint64_t> find_superblock();
  void read_superblock(std::uint64_t at);
  [[nodiscard]] std::uint64_t offset_of(Address address) const;

  ByteSource& bytes_;
  Address base_ = 0;
  Address root_ = 0;
  unsigned address_width_ = 8; ///< bytes: 2, 4 or 8
  unsigned length_width_ = 8;  ///< bytes: 2, 4 or 8
  std::uint64_t bytes_left_ = max_bytes;
  std::uint64_t reads_left_ = max_reads;
};

/// An unsigned integer of `width` bytes (up to 8), the least significant first.
[[nodiscard]] std::uint64_t next_number(ByteCursor& cursor, unsigned width);

/// Whether the signature of HDF5 stands at the start of a file, or at 512 bytes or one of its doubles within `head`.
[[nodiscard]] bool has_signature(std::span<const std::byte> head);

} // namespace micrograph::formats::hdf5
