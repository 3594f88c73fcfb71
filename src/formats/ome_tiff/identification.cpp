#include "formats/ome_tiff/identification.hpp"

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

std::optional<Identification> recognise(const tiff::Start& start) {
  if (find_description(start))
    return Identification{95, std::string("a ") + (start.file().is_big() ? "BigTIFF" : "TIFF") + " with OME-XML as ImageDescription"};
  return {};
}

} // namespace micrograph::formats::ome_tiff
