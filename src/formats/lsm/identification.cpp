#include "formats/lsm/identification.hpp"

#include "formats/lsm/info.hpp"

namespace micrograph::formats::lsm {

const FormatInfo& info() {
  static const FormatInfo info{"lsm",
                               "ZEISS LSM",
                               {".lsm"},
                               "TIFF whose first directory has a description of a laser scan (tag 34412)",
                               "sizes, scan information, channel colours and wavelengths, time stamps, events, positions; "
                               "short fields of the first directory"};
  return info;
}

std::optional<Identification> recognise(const tiff::Start& start) {
  if (start.directory().find(info_tag))
    return Identification{96, "a TIFF with the description of a laser scan (tag 34412)"};
  return {};
}

} // namespace micrograph::formats::lsm
