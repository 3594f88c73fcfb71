#pragma once

#include "formats/tiff_format.hpp"

namespace micrograph::formats::imagej_tiff {

[[nodiscard]] const FormatInfo& info();
[[nodiscard]] std::optional<Identification> recognise(const tiff::Start& start);

} // namespace micrograph::formats::imagej_tiff
