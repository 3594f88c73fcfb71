#pragma once

#include "base/byte_source.hpp"
#include "base/diagnostic.hpp"

#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace micrograph::formats::tiff {

/// Types of field values (TIFF 6.0, section 2; BigTIFF adds the last three).
enum class Type : std::uint16_t {
  byte = 1,
  ascii = 2,
  short_ = 3,
  long_ = 4,
  rational = 5,
  sbyte = 6,
  undefined = 7,
  sshort = 8,
  slong = 9,
  srational = 10,
  float_ = 11,
  double_ = 12,
  ifd = 13,
  long8 = 16,
  slong8 = 17,
  ifd8 = 18,
};

/// Bytes of one value; 0 if the type is unknown.
[[nodiscard]] std::uint64_t size_of(Type type);

/// One field of a directory. Its value lies wholly within the file.
struct Entry {
  std::uint16_t tag = 0;
  Type type = Type::byte;
  std::uint64_t count = 0;  ///< values, or bytes for ascii
  std::uint64_t offset = 0; ///< bytes from the start of the file to the value, also if it is inline
  std::uint64_t size = 0;   ///< bytes of the value
};

/// An image file directory.
struct Directory {
  std::uint64_t offset = 0;
  std::vector<Entry> entries; ///< in the order of the file; tags may repeat
  std::uint64_t next = 0;     ///< offset of the next directory; 0 for the last

  /// The first field with that tag; nullptr if there is none.
  [[nodiscard]] const Entry* find(std::uint16_t tag) const;
};

/// The directories of a TIFF or BigTIFF file; reads nothing else.
class File {
public:
  /// Throws FormatError `tiff.header` if this is no TIFF.
  explicit File(ByteSource& bytes);

  [[nodiscard]] bool is_big() const { return big_; }
  [[nodiscard]] std::endian byte_order() const { return order_; }
  [[nodiscard]] std::uint64_t first_directory() const { return first_; }

  /// Fields that cannot be read (unknown type, value outside of the file) are left out and reported; a
  /// directory that the file cuts short gives the fields before the cut.
  /// Throws FormatError `tiff.directory` if not even the number of fields is there.
  [[nodiscard]] Directory read_directory(std::uint64_t offset, FindingSink& findings) const;

  /// How many directories the chain has, following only the links. Absent, with a finding, if the chain leads
  /// back into itself or out of the file, or is longer than max_directories.
  [[nodiscard]] std::optional<std::uint64_t> count_directories(FindingSink& findings) const;

  /// The value's bytes as they stand in the file, or the first of them.
  [[nodiscard]] std::vector<std::byte> value_of(const Entry& entry,
                                                std::uint64_t max_size = UINT64_MAX) const;

  static constexpr std::uint64_t max_directories = 65536;
  static constexpr std::uint64_t max_entries = 4096; ///< of one directory

private:
  struct Head {
    std::uint64_t entries;
    std::uint64_t entries_offset;
  };
  [[nodiscard]] std::optional<Head> head_of(std::uint64_t directory) const;
  [[nodiscard]] std::optional<std::uint64_t> link_after(std::uint64_t offset) const;
  [[nodiscard]] Place place(std::uint64_t offset, std::string path = {}) const;
  [[nodiscard]] std::uint64_t entry_size() const { return big_ ? 20 : 12; }

  ByteSource& bytes_;
  std::endian order_ = std::endian::little;
  bool big_ = false;
  std::uint64_t first_ = 0;
};

/// Whether a file starts as a TIFF or BigTIFF of either byte order does.
[[nodiscard]] bool has_signature(std::span<const std::byte> head);

} // namespace micrograph::formats::tiff
