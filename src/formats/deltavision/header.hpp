#pragma once

#include "base/byte_source.hpp"
#include "base/diagnostic.hpp"
#include "document/document.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::formats::deltavision {

inline constexpr std::size_t header_size = 1024; ///< bytes
inline constexpr std::size_t max_channels = 12;  ///< that the longer form of the header has room for

/// Byte order of a header; absent if the bytes do not begin as a DeltaVision file with at least one pixel does.
[[nodiscard]] std::optional<std::endian> byte_order_of(std::span<const std::byte> head);

/// How the sections of a file are made up, each at least 1.
struct Dimensions {
  std::uint64_t z = 1, channels = 1, times = 1, panels = 1;
  std::string_view order; ///< Z, T, W (channel) and P (panel), the fastest first
};

/// The fixed header of a file, of the first form (five channels) or the longer one of file type 100 (twelve).
class Header {
public:
  /// Throws FormatError `deltavision.header` if it is not all there or is none.
  explicit Header(ByteSource& bytes);

  [[nodiscard]] std::endian byte_order() const { return order_; }
  [[nodiscard]] std::uint64_t sections() const { return sections_; }
  [[nodiscard]] std::uint64_t extended_size() const { return extended_size_; } ///< bytes behind the header
  [[nodiscard]] std::size_t integers_per_section() const { return integers_; }
  [[nodiscard]] std::size_t reals_per_section() const { return reals_; }
  /// Sections that are no whole number of stacks, an order or a number of channels that no file has, and pixels that are not in the
  /// file are reported as `deltavision.sizes`.
  [[nodiscard]] Dimensions dimensions(FindingSink& findings) const;
  /// The fields, and the titles.
  [[nodiscard]] document::Record record() const;
  /// Wavelength, least and greatest value of a channel.
  [[nodiscard]] document::Record channel(std::size_t index) const;

private:
  template <typename Integer> [[nodiscard]] Integer at(std::size_t offset) const;
  [[nodiscard]] bool is_long_form() const { return panels_ >= 0; }
  void check_pixels(FindingSink& findings) const;

  std::vector<std::byte> bytes_;
  std::string source_;
  std::uint64_t file_size_;
  std::endian order_ = std::endian::little;
  std::uint64_t columns_ = 0, rows_ = 0, sections_ = 0, extended_size_ = 0;
  std::size_t integers_ = 0, reals_ = 0;
  std::int32_t panels_ = -1; ///< of the longer form
};

} // namespace micrograph::formats::deltavision
