#pragma once

#include "base/byte_source.hpp"
#include "base/diagnostic.hpp"
#include "document/document.hpp"

#include <cstdint>

namespace micrograph::formats::lsm {

/// The settings of the acquisition as a tree: recording, lasers, tracks with their detection channels, beam splitters,
/// illumination and data channels. Entries without a known name are `Entry_10000063`, after their number. What is broken
/// ends the reading and is reported as `lsm.scan-information`; what was read before stays.
[[nodiscard]] document::Record read_scan_information(ByteSource& bytes, std::uint64_t position, FindingSink& findings);

} // namespace micrograph::formats::lsm
