#pragma once

#include "base/byte_source.hpp"
#include "base/diagnostic.hpp"
#include "document/document.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace micrograph::formats::lsm {

inline constexpr std::uint16_t info_tag = 34412; ///< CZ_LSMINFO

/// The structure that the tag holds, with what it points to left out. All of a file's structure is little-endian.
class Info {
public:
  /// Throws FormatError `lsm.header` if the bytes do not begin as one of the two versions does.
  Info(std::vector<std::byte> bytes, const std::string& source);

  /// Where a block lies that the structure points to, in bytes from the start of the file; 0 if there is none.
  [[nodiscard]] std::uint64_t block(std::size_t offset_of_pointer) const;
  [[nodiscard]] std::uint32_t channels() const;
  /// The fields that say something of themselves, as far as this version has them.
  [[nodiscard]] document::Record record() const;

private:
  std::vector<std::byte> bytes_; ///< as many as the structure says that it has
};

// Offsets of the pointers, in bytes from the start of the structure.
inline constexpr std::size_t channel_colours = 108;
inline constexpr std::size_t channel_data_types = 120;
inline constexpr std::size_t scan_information = 124;
inline constexpr std::size_t time_stamps = 132;
inline constexpr std::size_t events = 136;
inline constexpr std::size_t channel_wavelengths = 204;
inline constexpr std::size_t characteristics = 228;
inline constexpr std::size_t tile_positions = 336;
inline constexpr std::size_t positions = 376;

} // namespace micrograph::formats::lsm
