#pragma once

#include "formats/tiff_format.hpp"

namespace micrograph::formats::lsm {

[[nodiscard]] const FormatInfo& info();
[[nodiscard]] std::optional<Identification> recognise(const tiff::Start& start);

} // namespace micrograph::formats::lsm
