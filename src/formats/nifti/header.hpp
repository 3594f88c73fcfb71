#pragma once

#include "base/byte_source.hpp"
#include "base/diagnostic.hpp"
#include "document/document.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace micrograph::formats::nifti {

/// Which of the two layouts, in which byte order.
struct Layout {
  bool is_second = false; ///< NIfTI-2: 540 bytes, numbers of 64 bits
  std::endian order = std::endian::little;
  bool is_pair = false; ///< the header of a pair; the pixels are in a file of their own

  [[nodiscard]] std::size_t size() const { return is_second ? 540 : 348; }
};

/// By the size that a header starts with and its magic. Absent if it is neither.
[[nodiscard]] std::optional<Layout> layout_of(std::span<const std::byte> head);

/// The header and its extensions as a record `NIFTI`; docs/formats/nifti.md lists what it holds. `bytes` may be decompressed on the
/// way. What is odd goes to `findings`. Throws FormatError `nifti.header` if it is no NIfTI or not all there.
[[nodiscard]] document::Record read_header(ByteSource& bytes, FindingSink& findings);

} // namespace micrograph::formats::nifti
