#pragma once

#include "document/document.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace micrograph::formats::personal {

/// The bytes of a document of kind text without personal data: values of entries and cells of columns with a personal name, and
/// accounts in all others. `withheld` counts them. Lists stay as they are: studies name those who publish them.
/// Absent if there is nothing to hold back.
[[nodiscard]] std::optional<std::string> withhold_in_text(const document::Document& document, std::uint64_t& withheld);

} // namespace micrograph::formats::personal
