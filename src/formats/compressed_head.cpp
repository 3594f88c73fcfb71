#include "formats/compressed_head.hpp"

#include "base/compressed_stream.hpp"
#include "base/error.hpp"

namespace micrograph::formats {

std::vector<std::byte> decompressed_head(std::span<const std::byte> head, std::size_t size) {
  const Compression compression = compression_of(head);
  if (compression == Compression::none)
    return {};
  // A read either gives all that is there or fails at the cut, so what is asked for is halved until it lies before the cut.
  for (std::size_t wanted = size; wanted > 0; wanted /= 2)
    try {
      const auto source = open_decompressed(open_memory({}, {head.begin(), head.end()}), compression);
      std::vector<std::byte> start(wanted);
      start.resize(source->read_at(0, start));
      return start;
    } catch (const FormatError&) {
      continue;
    }
  return {};
}

} // namespace micrograph::formats
