#include "formats/nd2/identification.hpp"

#include "formats/nd2/chunks.hpp"

namespace micrograph::formats::nd2 {

const FormatInfo& info() {
  static const FormatInfo info{"nd2",
                               "Nikon ND2",
                               {".nd2"},
                               "the file starts with the chunk signature DA CE BE 0A",
                               "attributes, metadata of the first frame, experiment, texts, calibration, values per frame; "
                               "the XML chunks; number of the frames"};
  return info;
}

std::optional<Identification> identify(const Candidate& candidate) {
  if (!has_signature(candidate.head))
    return {};
  return Identification{100, "starts with a chunk of an ND2 file"};
}

} // namespace micrograph::formats::nd2
