#pragma once

#include <string_view>

namespace micrograph::report {

/// The style sheet of the page.
[[nodiscard]] std::string_view style_sheet();

} // namespace micrograph::report
