#pragma once

#include "formats/format.hpp"

namespace micrograph::formats::vsi {

[[nodiscard]] const FormatInfo& info();
[[nodiscard]] std::optional<Identification> identify(const Candidate& candidate);

} // namespace micrograph::formats::vsi
