#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph {

/// Letters to insert, drop, change or swap with their neighbour to make one text of the other; the case of ASCII letters
/// does not count.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/// Which of the known names somebody may have meant: the nearest, the first of equals. Absent if more than a third of the
/// letters would have to change.
[[nodiscard]] std::optional<std::string> nearest(std::string_view name, const std::vector<std::string>& known);

} // namespace micrograph
