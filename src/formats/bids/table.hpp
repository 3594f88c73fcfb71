#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace micrograph::formats::bids {

/// A table of BIDS (tab-separated, names of columns in the first line) as JSON: a list of objects, each row's cells as texts
/// by the names of their columns. A cell beyond the last column is called `column N`; one that a row lacks is not there.
/// With `withheld`, cells that tell who a participant is have `withheld` in their place (participant_columns.hpp), and are counted there.
[[nodiscard]] std::string json_of_table(std::span<const std::byte> text, std::uint64_t* withheld = nullptr);

/// A text as a JSON string. In UTF-8, or else read as Windows-1252.
[[nodiscard]] std::string json_of_text(std::span<const std::byte> text);

} // namespace micrograph::formats::bids
