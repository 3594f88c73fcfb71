#include "formats/vsi/identification.hpp"

#include "formats/tiff/directory.hpp"
#include "formats/vsi/volume.hpp"

#include <array>
#include <cstring>

namespace micrograph::formats::vsi {

const FormatInfo& info() {
  static const FormatInfo info{
      "vsi",
      "Olympus cellSens VSI",
      {".vsi"},
      "TIFF with the header of a volume (18 00 49 53) at byte 8",
      "the tree of properties; the headers of the .ets files in the folder beside it; "
      "short fields of the preview's directory"};
  return info;
}

std::optional<Identification> identify(const Candidate& candidate) {
  constexpr std::array<std::byte, 4> volume_start{std::byte{0x18}, std::byte{0x00}, std::byte{0x49},
                                                  std::byte{0x53}};
  if (tiff::has_signature(candidate.head) && candidate.head.size() >= first_volume + volume_start.size() &&
      std::memcmp(candidate.head.data() + first_volume, volume_start.data(), volume_start.size()) == 0)
    return Identification{96, "a TIFF with a volume of properties behind its header"};
  return {};
}

} // namespace micrograph::formats::vsi
