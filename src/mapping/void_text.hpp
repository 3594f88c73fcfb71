#pragma once

#include <string_view>

namespace micrograph::mapping {

/// True for a text that stands where a value should be and says nothing: empty, "n/a", "unknown", "---",
/// ":unav"; see docs/mapping.md.
[[nodiscard]] bool is_void(std::string_view text);

} // namespace micrograph::mapping
