#include "formats/micro_manager_tiff/identification.hpp"

#include "formats/micro_manager_tiff/embedded.hpp"

namespace micrograph::formats::micro_manager_tiff {

const FormatInfo& info() {
  static const FormatInfo info{"micro-manager-tiff",
                               "Micro-Manager TIFF and NDTiff",
                               {".tif", ".tiff"},
                               "TIFF with Micro-Manager's words behind the header, or its JSON in the first directory (tag 51123)",
                               "the summary, the comments and the first plane (JSON); short fields of the first directory"};
  return info;
}

std::optional<Identification> identify(const Candidate& candidate) {
  if (!tiff::has_signature(candidate.head))
    return {};
  try {
    FindingList unheard;
    const tiff::File file(candidate.bytes);
    if (has_stack_header(candidate.head, file.byte_order()))
      return Identification{90, "a TIFF with Micro-Manager's words behind the header"};
    const tiff::Directory directory = file.read_directory(file.first_directory(), unheard);
    if (directory.find(plane_tag))
      return Identification{85, "a TIFF with Micro-Manager's JSON (tag 51123)"};
  } catch (const FormatError&) {
    // A TIFF that cannot be walked is none of Micro-Manager's for us.
  }
  return {};
}

} // namespace micrograph::formats::micro_manager_tiff
