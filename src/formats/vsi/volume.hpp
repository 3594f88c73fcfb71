#pragma once

#include "base/byte_source.hpp"
#include "base/diagnostic.hpp"
#include "document/document.hpp"

#include <cstdint>

namespace micrograph::formats::vsi {

/// Where the first volume begins, in bytes from the start of the file.
inline constexpr std::uint64_t first_volume = 8;

/// The properties of a VSI as a tree. A volume is a header and a chain of entries, of which some hold a
/// volume themselves. Each entry is called by what its tag means in the volume that it is in (name_of_tag);
/// what a list numbers is `Item`, and its number, like that of a dimension or a frame, is `Index`. Where a
/// volume is broken, what stood before is kept, and it is reported as `vsi.volume`; values too long to be
/// properties are left out and counted in `vsi.long-value`. Throws FormatError `vsi.header` if there is no
/// volume at first_volume.
[[nodiscard]] document::Record read_volumes(ByteSource& bytes, FindingSink& findings);

} // namespace micrograph::formats::vsi
