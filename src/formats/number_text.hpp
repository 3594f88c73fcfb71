#pragma once

#include <string>

namespace micrograph::formats {

/// The shortest decimal that is this number; `nan` and `inf` for what is none.
[[nodiscard]] std::string number_text(double value);

} // namespace micrograph::formats
