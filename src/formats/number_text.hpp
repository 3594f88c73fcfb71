#pragma once

#include <string>

namespace micrograph::formats {

/// The shortest decimal that is this number; `nan` and `inf` for what is none.
[[nodiscard]] std::string number_text(double value);
/// The same for a number of single precision: 0.1, where it would be 0.10000000149011612 as one of double precision.
[[nodiscard]] std::string number_text(float value);

} // namespace micrograph::formats
