#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace micrograph {

/// UTF-16LE as UTF-8. Half a surrogate pair, which real files hold in the names that somebody typed, becomes U+FFFD and
/// is counted in `lone_surrogates`; an odd byte at the end is left out.
[[nodiscard]] std::string text_of_utf16(std::span<const std::byte> bytes, std::size_t* lone_surrogates = nullptr);

} // namespace micrograph
