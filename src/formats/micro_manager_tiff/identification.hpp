#pragma once

#include "formats/format.hpp"

namespace micrograph::formats::micro_manager_tiff {

[[nodiscard]] const FormatInfo& info();
[[nodiscard]] std::optional<Identification> identify(const Candidate& candidate);

} // namespace micrograph::formats::micro_manager_tiff
