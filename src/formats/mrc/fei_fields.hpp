#pragma once

#include "formats/header_fields.hpp"

#include <cstddef>
#include <span>

namespace micrograph::formats::mrc {

inline constexpr std::size_t fei1_size = 768; ///< bytes of a section, as the first version has them

/// What FEI's extended header (FEI1, FEI2) has of one section.
[[nodiscard]] std::span<const HeaderField> fei_fields();

} // namespace micrograph::formats::mrc
