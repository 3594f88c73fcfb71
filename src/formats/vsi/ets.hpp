#pragma once

#include "base/byte_source.hpp"
#include "base/diagnostic.hpp"
#include "document/document.hpp"

#include <string>

namespace micrograph::formats::vsi {

/// What the two headers of an .ets file say of the tiles in it: their number, size, pixel type and
/// compression, and how far they reach along each dimension, in tiles. `path` is where the file lies, as the
/// record has it. Throws FormatError `vsi.ets` if it is none. A list of tiles that is longer than max_tiles,
/// or not all there, is not read; the latter is reported as `vsi.ets-tiles`.
[[nodiscard]] document::Record read_ets(ByteSource& bytes, const std::string& path, FindingSink& findings);

} // namespace micrograph::formats::vsi
