#pragma once

#include <cstdint>
#include <string>

namespace micrograph::formats::vsi {

inline constexpr std::uint32_t root_volume = 0; ///< stands for the tag of the first volume, which has none
inline constexpr std::uint32_t first_list_tag =
    0x10000000; ///< of what a list says of itself; tags below number its items

/// What a tag is called in a volume with that tag: many mean something else in another volume. A tag whose
/// meaning is not known is `Tag_2474`, after its number.
[[nodiscard]] std::string name_of_tag(std::uint32_t volume, std::uint32_t tag);

} // namespace micrograph::formats::vsi
