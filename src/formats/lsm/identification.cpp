#include "formats/lsm/identification.hpp"

#include "formats/lsm/info.hpp"
#include "formats/tiff/directory.hpp"

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

std::optional<Identification> identify(const Candidate& candidate) {
  if (!tiff::has_signature(candidate.head))
    return {};
  try {
    FindingList unheard;
    const tiff::File file(candidate.bytes);
    const tiff::Directory directory = file.read_directory(file.first_directory(), unheard);
    if (directory.find(info_tag))
      return Identification{96, "a TIFF with the description of a laser scan (tag 34412)"};
  } catch (const FormatError&) {
    // A TIFF that cannot be walked is no LSM for us.
  }
  return {};
}

} // namespace micrograph::formats::lsm
