#pragma once

#include <string>
#include <string_view>

namespace micrograph::formats {

/// Text of a field that does not say its encoding: as it is if that is UTF-8, else read as Windows-1252, the
/// code page of most programs that write such fields. NUL ends it.
[[nodiscard]] std::string text_of_field(std::string_view bytes);

} // namespace micrograph::formats
