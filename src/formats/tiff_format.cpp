#include "formats/tiff_format.hpp"

namespace micrograph::formats {

std::optional<Identification> TiffFormat::identify(const Candidate& candidate) const {
  return candidate.tiff ? recognise(*candidate.tiff) : std::nullopt;
}

void TiffFormat::read(ByteSource& bytes, const Siblings& siblings, DocumentSink& documents, FindingSink& findings) const {
  const tiff::Start start(bytes, findings);
  read_from(start, bytes, siblings, documents, findings);
}

} // namespace micrograph::formats
