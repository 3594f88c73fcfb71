#include "formats/czi/identification.hpp"

#include "formats/czi/segment.hpp"

namespace micrograph::formats::czi {

const FormatInfo& info() {
  static const FormatInfo info{"czi",
                               "ZEISS CZI",
                               {".czi"},
                               "the file starts with a segment ZISRAWFILE",
                               "the metadata XML; file header, list of attachments, number, pixel type and "
                               "extents of the sub-blocks"};
  return info;
}

std::optional<Identification> identify(const Candidate& candidate) {
  if (!has_signature(candidate.head))
    return {};
  return Identification{100, "starts with a segment ZISRAWFILE"};
}

} // namespace micrograph::formats::czi
