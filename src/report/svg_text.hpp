#pragma once

#include <string>

namespace micrograph::report {

/// A fraction as a length of SVG, the same on every machine: `12.34%`.
[[nodiscard]] std::string percent(double fraction);

/// A length in units of the drawing, with at most one digit after the point: `12.3`.
[[nodiscard]] std::string pixels(double length);

} // namespace micrograph::report
