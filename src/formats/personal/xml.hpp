#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace micrograph::formats::personal {

/// XML without personal data: the same bytes, but for the values held back. `withheld` counts them. Takes the text apart no
/// further than that needs, and leaves what is no XML as it is.
/// Absent if there is nothing to hold back.
[[nodiscard]] std::optional<std::string> withhold_in_xml(std::string_view text, std::uint64_t& withheld);

} // namespace micrograph::formats::personal
