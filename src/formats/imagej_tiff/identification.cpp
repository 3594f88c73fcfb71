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

std::optional<Identification> identify(const Candidate& candidate) {
  if (!tiff::has_signature(candidate.head))
    return {};
  try {
    FindingList unheard;
    const tiff::File file(candidate.bytes);
    const tiff::Directory directory = file.read_directory(file.first_directory(), unheard);
    if (find_description(file, directory))
      return Identification{80, "a TIFF with ImageJ's description"};
  } catch (const FormatError&) {
    // A TIFF that cannot be walked is none of ImageJ's for us.
  }
  return {};
}

} // namespace micrograph::formats::imagej_tiff
