#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace micrograph::formats::personal {

/// JSON without personal data: the same text, but for the values held back (texts and numbers of members with a personal
/// name). `withheld` counts them. Leaves what is no JSON as it is. Absent if there is nothing to hold
/// back.
[[nodiscard]] std::optional<std::string> withhold_in_json(std::string_view text, std::uint64_t& withheld);

} // namespace micrograph::formats::personal
