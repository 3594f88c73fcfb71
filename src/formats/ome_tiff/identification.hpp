#pragma once

#include "formats/format.hpp"

namespace micrograph::formats::ome_tiff {

[[nodiscard]] const FormatInfo& info();
[[nodiscard]] std::optional<Identification> identify(const Candidate& candidate);

} // namespace micrograph::formats::ome_tiff
