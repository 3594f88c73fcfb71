#pragma once

#include <string>
#include <string_view>

namespace micrograph::formats {

/// A name that a program chose, made an XML name of ASCII letters, digits, `-`, `_` and `.`, as records need it.
///
/// Every other character, and a digit, `-` or `.` at the start, becomes `_xHHHH_` (or `_xHHHHHH_`), its code point in
/// hexadecimal; so does a `_` that would otherwise be read as the start of one. The empty name becomes `_`. Different
/// names stay different, and the old one can be told from the new: docs/lift.md, "Records".
[[nodiscard]] std::string xml_name(std::string_view name);

} // namespace micrograph::formats
