#pragma once

#include <string_view>

namespace micrograph::formats::bids {

/// Whether a cell of a table about participants tells who one is, or more than a data set needs to: names, days of birth, addresses
/// and numbers by which others know them, remarks in free text; of ages those that are more exact than a year and those of ninety
/// and more, which BIDS asks to round. `column` is the name as written.
[[nodiscard]] bool is_personal_cell(std::string_view column, std::string_view cell);

/// Whether a participant is no human, by the cell of its column `species`.
[[nodiscard]] bool is_animal(std::string_view species);

} // namespace micrograph::formats::bids
