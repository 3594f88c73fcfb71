#include "formats/ome_tiff/identification.hpp"

#include "base/byte_cursor.hpp"
#include "formats/ome_tiff/description.hpp"

namespace micrograph::formats::ome_tiff {

const FormatInfo& info() {
  static const FormatInfo info{
      "ome-tiff",
      "OME-TIFF",
      {".ome.tif", ".ome.tiff", ".ome.tf2", ".ome.tf8", ".ome.btf"},
      "TIFF or BigTIFF whose first directory has OME-XML as ImageDescription (tag 270)",
      "the OME-XML; image size, sample format, resolution, software and other short fields "
      "of the first directory"};
  return info;
}

std::optional<Identification> identify(const Candidate& candidate) {
  if (!tiff::has_signature(candidate.head))
    return {};
  try {
    FindingList unheard;
    const tiff::File file(candidate.bytes);
    const tiff::Directory directory = file.read_directory(file.first_directory(), unheard);
    if (find_description(file, directory))
      return Identification{95, std::string("a ") + (file.is_big() ? "BigTIFF" : "TIFF") +
                                    " with OME-XML as ImageDescription"};
  } catch (const FormatError&) {
    // A TIFF that cannot be walked is no OME-TIFF for us.
  }
  return {};
}

} // namespace micrograph::formats::ome_tiff
