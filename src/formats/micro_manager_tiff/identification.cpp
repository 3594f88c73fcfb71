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

std::optional<Identification> recognise(const tiff::Start& start) {
  if (has_stack_header(start.head(), start.file().byte_order()))
    return Identification{90, "a TIFF with Micro-Manager's words behind the header"};
  if (start.directory().find(plane_tag))
    return Identification{85, "a TIFF with Micro-Manager's JSON (tag 51123)"};
  return {};
}

} // namespace micrograph::formats::micro_manager_tiff
