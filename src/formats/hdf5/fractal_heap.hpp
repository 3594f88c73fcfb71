#pragma once

#include "formats/hdf5/storage.hpp"

namespace micrograph::formats::hdf5 {

/// A heap of links or attributes that are too many for an object header. Objects that have a place of their own (huge) and
/// heaps that went through a filter are not read.
class FractalHeap {
public:
  /// Throws FormatError `hdf5.structure`, `hdf5.unsupported`, `input.truncated`.
  FractalHeap(Storage& storage, Address address);

  /// An object, and where it is.
  struct Found {
    std::vector<std::byte> bytes;
    Address address = 0;
  };
  /// `id` is what the index has. Throws as the constructor does.
  [[nodiscard]] Found find(std::span<const std::byte> id);

private:
  [[nodiscard]] std::uint64_t row_size(std::uint64_t row) const;
  [[nodiscard]] std::uint64_t row_start(std::uint64_t row) const;
  [[nodiscard]] Address place_of(std::uint64_t offset, std::uint64_t length);

  Storage& storage_;
  Address address_;
  std::uint64_t width_ = 0;           ///< blocks in a row; a power of two
  std::uint64_t start_size_ = 0;      ///< bytes of a block in the first two rows; a power of two
  std::uint64_t max_direct_size_ = 0; ///< larger blocks are tables of blocks; a power of two
  unsigned offset_width_ = 0;         ///< bytes
  unsigned size_width_ = 0;           ///< bytes
  std::uint64_t max_object_size_ = 0; ///< bytes of a managed object
  std::optional<Address> root_;
  std::uint64_t root_rows_ = 0; ///< 0: the root is a block with objects
};

} // namespace micrograph::formats::hdf5
