#pragma once

#include <string>
#include <string_view>

namespace micrograph::mapping {

/// Without white space at either end.
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// ASCII letters in lower case.
[[nodiscard]] std::string lower(std::string_view text);

/// True for a text that stands where a value should be and says nothing: empty, "n/a", "unknown", "---",
/// ":unav"; see docs/mapping.md.
[[nodiscard]] bool is_void(std::string_view text);

} // namespace micrograph::mapping
