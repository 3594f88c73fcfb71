#include "formats/tiff_format.hpp"

namespace micrograph::formats {

namespace {

std::optional<tiff::Start> make_start(const Candidate& candidate) {
  return tiff::has_signature(candidate.head) ? tiff::start_of(candidate.bytes) : std::nullopt;
}

} // namespace

std::optional<Identification> TiffFormat::identify(const Candidate& candidate) const {
  const auto& start = candidate.looks.of(candidate, make_start);
  return start ? recognise(*start) : std::nullopt;
}

void TiffFormat::read(ByteSource& bytes, const Siblings& siblings, DocumentSink& documents, FindingSink& findings) const {
  const tiff::Start start(bytes, findings);
  read_from(start, bytes, siblings, documents, findings);
}

} // namespace micrograph::formats
