#include "formats/imagej_tiff/identification.hpp"

#include "formats/imagej_tiff/metadata.hpp"

namespace micrograph::formats::imagej_tiff {

const FormatInfo& info() {
  static const FormatInfo info{"imagej-tiff",
                               "ImageJ TIFF",
                               {".tif", ".tiff"},
                               "TIFF whose ImageDescription (tag 270) starts with ImageJ= or SCIFIO=",
                               "the description, the texts, labels and ranges of tag 50839; short fields of the first directory"};
  return info;
}

std::optional<Identification> recognise(const tiff::Start& start) {
  if (find_description(start))
    return Identification{80, "a TIFF with ImageJ's description"};
  return {};
}

} // namespace micrograph::formats::imagej_tiff
