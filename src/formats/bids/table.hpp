#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace micrograph::formats::bids {

/// A table of BIDS (tab-separated, names of columns in the first line) as JSON: a list of objects, each row's cells as texts
/// by the names of their columns. A cell beyond the last column is called `column N`; one that a row lacks is not there.
[[nodiscard]] std::string json_of_table(std::span<const std::byte> text);

/// A text as a JSON string. In UTF-8, or else read as Windows-1252.
[[nodiscard]] std::string json_of_text(std::span<const std::byte> text);

} // namespace micrograph::formats::bids
