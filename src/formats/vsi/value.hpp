#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace micrograph::formats::vsi {

/// The text of a value by its type: numbers separated by blanks, texts as UTF-8. Of types that are not known,
/// or that do not fit the size, hexadecimal.
[[nodiscard]] std::string text_of_value(std::uint32_t type, bool is_array, std::span<const std::byte> bytes);

/// The text of a value that stands in the entry itself.
[[nodiscard]] std::string text_of_inline(std::uint32_t type, std::uint32_t value);

} // namespace micrograph::formats::vsi
