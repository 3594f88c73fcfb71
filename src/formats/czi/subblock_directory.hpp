#pragma once

#include "base/diagnostic.hpp"
#include "document/document.hpp"
#include "formats/czi/segment.hpp"

namespace micrograph::formats::czi {

/// What the sub-block directory says about the image as it is stored, as a branch of the container's record:
/// number of sub-blocks, their pixel types and compressions, and the extent in each dimension. Sub-blocks of
/// the pyramid, which repeat the image at lower resolution, are counted and otherwise left out.
[[nodiscard]] document::Record read_subblock_directory(ByteSource& bytes, const Segment& segment,
                                                       FindingSink& findings);

} // namespace micrograph::formats::czi
