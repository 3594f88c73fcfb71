#pragma once

#include <bit>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace micrograph::formats::dicom {

/// How the elements of a data set are written.
struct Encoding {
  bool explicit_vr = true; ///< elements say their value representation
  std::endian order = std::endian::little;
  bool deflated = false; ///< all after the file meta information
};

/// What a transfer syntax asks for (PS3.5, annex A; GE's own). Those that only say how pixels are compressed, and unknown
/// ones, are explicit and little endian.
[[nodiscard]] Encoding encoding_of(std::string_view transfer_syntax);

/// The encoding that the first eight bytes of a data set look like; absent if like none: its first element has a small group
/// number and a value representation or a sound length.
[[nodiscard]] std::optional<Encoding> guess_encoding(std::span<const std::byte> start);

/// Whether the element that starts with these eight bytes says a value representation that there is.
[[nodiscard]] bool names_vr(std::span<const std::byte> start);

} // namespace micrograph::formats::dicom
