#pragma once

#include <cstdint>
#include <string>

namespace micrograph::formats::lsm {

/// What an entry of the scan information is called: by Zeiss's name for it, or `Entry_` and its number in hexadecimal.
[[nodiscard]] std::string name_of_entry(std::uint32_t id);

} // namespace micrograph::formats::lsm
