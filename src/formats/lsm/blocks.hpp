#pragma once

#include "formats/lsm/info.hpp"

namespace micrograph::formats::lsm {

/// Adds what the blocks say that the structure points to: colours and names of the channels, their data types and
/// wavelengths, time stamps, events, positions, characteristics. A block that is not all there is reported as
/// `lsm.block` and left out.
void read_blocks(ByteSource& bytes, const Info& info, document::Record& record, FindingSink& findings);

} // namespace micrograph::formats::lsm
