#pragma once

#include "base/byte_source.hpp"
#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace micrograph::formats::compound_file {

/// What the first 512 bytes of a compound file say ([MS-CFB] 2.2).
struct Header {
  /// Throws FormatError `compound-file.header` if this is none, or its sectors have a size that the standard
  /// does not know.
  explicit Header(ByteSource& bytes);

  std::uint16_t version = 0;     ///< 3 or 4
  std::uint64_t sector_size = 0; ///< bytes: 512 or 4096
  std::uint32_t first_directory = 0;
  std::uint32_t first_mini_table = 0;
  std::uint32_t first_table_list = 0; ///< sector that goes on with the list that the header begins
  std::array<std::uint32_t, 109> table_sectors{}; ///< where the first sectors of the table lie

  static constexpr std::uint64_t mini_sector_size = 64; ///< bytes
  static constexpr std::uint64_t mini_cutoff = 4096;    ///< smaller streams lie in mini sectors
};

/// The first eight bytes of every compound file, as a number in little-endian order.
inline constexpr std::uint64_t signature = 0xE11AB1A1E011CFD0;

/// Numbers from here on are no sectors: the end of a chain, free, or of the tables themselves.
inline constexpr std::uint32_t first_special = 0xFFFFFFFA;

/// Follows a chain of sectors: `start`, what `next` gives for it, and so on to its end, or until there are
/// `most` of them. Throws FormatError `compound-file.chain` if it leads back into itself; what `next` throws
/// goes through.
template <typename Next>
[[nodiscard]] std::vector<std::uint32_t> follow_chain(std::uint32_t start, std::uint64_t most, Next next) {
  const auto refuse = [] {
    throw FormatError("compound-file.chain", "the chain of sectors leads back into itself", {});
  };
  std::vector<std::uint32_t> sectors;
  // Met again, it gives a loop away; it moves on in ever longer steps. So an endless chain ends.
  std::uint32_t watched = first_special;
  std::uint64_t until_next_watch = 1;
  for (std::uint32_t sector = start; sector < first_special && sectors.size() < most; sector = next(sector)) {
    if (sector == watched)
      refuse();
    if (sectors.size() + 1 == until_next_watch) {
      watched = sector;
      until_next_watch *= 2;
    }
    sectors.push_back(sector);
  }
  // The rest of a loop, if `most` came before it was met.
  std::vector<std::uint32_t> sorted = sectors;
  std::sort(sorted.begin(), sorted.end());
  if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end())
    refuse();
  return sectors;
}

/// The table that says of each sector which one comes next (the FAT), read part by part as it is needed.
class SectorTable {
public:
  SectorTable(ByteSource& bytes, const Header& header);

  /// The sectors of a chain from `start` on, to its end or `most` of them.
  /// Throws FormatError `compound-file.chain` if one is not in the file or the chain leads back into itself.
  [[nodiscard]] std::vector<std::uint32_t> chain(std::uint32_t start, std::uint64_t most) const;
  /// `length` bytes from offset `from` of what the sectors hold together. `from` is below 2^40.
  /// Throws FormatError `compound-file.chain` if they, or the file, hold less.
  [[nodiscard]] std::vector<std::byte> read(std::span<const std::uint32_t> sectors, std::uint64_t from,
                                            std::uint64_t length) const;

  /// How many sectors hold that many bytes.
  [[nodiscard]] std::uint64_t sectors_of(std::uint64_t length) const {
    return length / sector_size_ + (length % sector_size_ != 0 ? 1 : 0);
  }
  [[nodiscard]] std::uint64_t sector_size() const { return sector_size_; }
  [[noreturn]] void refuse_chain(std::uint32_t sector, const char* text) const;

private:
  [[nodiscard]] std::uint32_t next(std::uint32_t sector) const;
  [[nodiscard]] std::uint64_t offset_of(std::uint32_t sector) const {
    return (std::uint64_t{sector} + 1) * sector_size_;
  }
  [[nodiscard]] std::vector<std::uint32_t> read_numbers(std::uint32_t sector) const;

  ByteSource& bytes_;
  std::uint64_t sector_size_;
  std::vector<std::uint32_t> table_sectors_;
  mutable std::map<std::uint64_t, std::vector<std::uint32_t>>
      parts_; ///< of the table, as far as they were needed
};

} // namespace micrograph::formats::compound_file
