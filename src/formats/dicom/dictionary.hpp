#pragma once

#include "formats/dicom/tag.hpp"

#include <string_view>

namespace micrograph::formats::dicom {

/// The value representation of a standard attribute, for files that do not say it (PS3.6): two letters, or `XS` for US or SS.
/// Empty if it is not known here; the metadata that images, MR, CT, slides, reports and media directories have are.
[[nodiscard]] std::string_view dictionary_vr(Tag tag);

} // namespace micrograph::formats::dicom
