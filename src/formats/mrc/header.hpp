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
#include <vector>

namespace micrograph::formats::mrc {

inline constexpr std::size_t header_size = 1024; ///< bytes

/// Byte order of a header; absent if the bytes do not begin as an MRC or CCP4 map does.
[[nodiscard]] std::optional<std::endian> byte_order_of(std::span<const std::byte> head);

/// The fixed header of a map (MRC2014, with what IMOD puts into its free space).
class Header {
public:
  /// Throws FormatError `mrc.header` if it is not all there or is none.
  explicit Header(ByteSource& bytes);

  [[nodiscard]] std::endian byte_order() const { return order_; }
  [[nodiscard]] std::uint64_t sections() const { return sections_; }
  [[nodiscard]] std::uint64_t extended_size() const { return extended_size_; } ///< bytes behind the header
  [[nodiscard]] std::string extended_type() const; ///< four characters, without blanks at the end
  /// Two numbers in the free space by which IMOD and its relatives say what the extended header has of each section.
  [[nodiscard]] int first_count() const;
  [[nodiscard]] int second_count() const;
  [[nodiscard]] document::Record record() const;
  /// Pixels that the header promises and the file has no bytes for are reported as `mrc.sizes`.
  void check_pixels(FindingSink& findings) const;

private:
  template <typename Integer> [[nodiscard]] Integer at(std::size_t offset) const;

  std::vector<std::byte> bytes_;
  std::string source_;
  std::uint64_t file_size_;
  std::endian order_ = std::endian::little;
  std::uint64_t sections_ = 0, extended_size_ = 0;
};

} // namespace micrograph::formats::mrc
