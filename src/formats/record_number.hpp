#pragma once

#include "document/document.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace micrograph::formats {

/// The whole number at a path of names (`Header/Dim1`), by the first child of each name. Absent if there is no such node, or what it
/// says is no number from 0 to 2^63-1.
[[nodiscard]] std::optional<std::uint64_t> whole_number_at(const document::Record& record, std::string_view path);

/// A product of numbers of a file; the greatest number, if it is more than 64 bits hold.
[[nodiscard]] std::uint64_t saturating_product(std::uint64_t a, std::uint64_t b);

} // namespace micrograph::formats
