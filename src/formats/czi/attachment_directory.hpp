#pragma once

#include "base/diagnostic.hpp"
#include "document/document.hpp"
#include "formats/czi/segment.hpp"

namespace micrograph::formats::czi {

/// The attachments (thumbnail, label, time stamps, settings …) as a branch of the container's record: name,
/// content type, GUID, part and position of each; their contents are not read.
[[nodiscard]] document::Record read_attachment_directory(ByteSource& bytes, const Segment& segment,
                                                         FindingSink& findings);

} // namespace micrograph::formats::czi
