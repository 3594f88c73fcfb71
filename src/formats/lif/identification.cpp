#include "formats/lif/identification.hpp"

#include "formats/lif/block.hpp"

namespace micrograph::formats::lif {

const FormatInfo& info() {
  static const FormatInfo info{"lif",
                               "Leica LIF and LOF",
                               {".lif", ".lifext", ".lof"},
                               "the file starts with a block (70 00 00 00, size, 2A) that is a text",
                               "the XML; names, positions and sizes of the blocks with pixels"};
  return info;
}

std::optional<Identification> identify(const Candidate& candidate) {
  if (!has_signature(candidate.head))
    return {};
  return Identification{95, "starts with a block of text as Leica's programs write it"};
}

} // namespace micrograph::formats::lif
