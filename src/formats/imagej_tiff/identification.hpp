#pragma once

#include "formats/format.hpp"

namespace micrograph::formats::imagej_tiff {

[[nodiscard]] const FormatInfo& info();
[[nodiscard]] std::optional<Identification> identify(const Candidate& candidate);

} // namespace micrograph::formats::imagej_tiff
