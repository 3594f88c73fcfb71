#pragma once

#include <string>

namespace micrograph::formats {

/// The shortest decimal that is this number; `nan` and `inf` for what is none.
[[nodiscard]] std::string number_text(double value);
/// The same for a number of 32 bits, of which fewer digits tell all.
[[nodiscard]] std::string number_text(float value);

} // namespace micrograph::formats
