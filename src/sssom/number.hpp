#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace micrograph::sssom {

/// A finite number in any spelling of xsd:double. Absent if the text is none.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

/// The shortest text for it without an exponent where that is usual: `0.7`, `1`.
[[nodiscard]] std::string plain_number(double number);
/// As xsd:double has it in its canonical form: `7.0E-1`, with all the digits that it takes.
[[nodiscard]] std::string canonical_double(double number);

} // namespace micrograph::sssom
