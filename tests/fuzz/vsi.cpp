#include "fuzz/body.hpp"
#include "formats/vsi/ets.hpp"

#include <cstdint>

// The same bytes as a VSI and as a file of tiles.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  micrograph::fuzz::read_as("vsi", data, size);
  const auto* const start = reinterpret_cast<const std::byte*>(data);
  const auto bytes = micrograph::open_memory("fuzz", {start, start + size});
  micrograph::FindingList findings;
  try {
    micrograph::document::Document document;
    document.kind = micrograph::document::Kind::record;
    document.vocabulary = "https://w3id.org/micrograph/source/vsi#";
    document.record = micrograph::formats::vsi::read_ets(*bytes, "a.ets", findings);
    micrograph::fuzz::lift_and_compare(document);
  } catch (const micrograph::FormatError&) {
  }
  return 0;
}
