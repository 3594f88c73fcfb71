// Compressed bytes, the kind said by the first byte: whatever they are, they must come to an end within the limits, and
// the same however they are read; and what is compressed must come back.
#include "base/compressed_stream.hpp"
#include "base/error.hpp"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace micrograph;

constexpr DecompressionLimits limits{500, 1u << 16, 1u << 22};

struct Reading {
  std::string text;
  std::string error;
};

Reading decompressed(std::string_view bytes, Compression compression, std::size_t piece) {
  std::vector<std::byte> copy(bytes.size());
  if (!bytes.empty())
    std::memcpy(copy.data(), bytes.data(), bytes.size());
  Reading reading;
  try {
    const auto source = open_decompressed(open_memory("fuzz", std::move(copy)), compression, limits);
    std::vector<std::byte> buffer(piece);
    for (std::size_t count; (count = source->read_at(reading.text.size(), buffer)) != 0;)
      reading.text.append(reinterpret_cast<const char*>(buffer.data()), count);
  } catch (const FormatError& error) {
    reading.error = error.code();
  }
  if (reading.text.size() > limits.most)
    std::abort();
  return reading;
}

void compress_and_back(std::string_view text, Compression compression) {
  std::ostringstream out;
  CompressingStream stream(out, compression);
  stream.write(text.data(), static_cast<std::streamsize>(text.size()));
  stream.finish();
  const Reading back = decompressed(out.str(), compression, 4096);
  if (!back.error.empty() || back.text != text)
    std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0)
    return 0;
  const Compression compression = data[0] % 2 == 0 ? Compression::gzip : Compression::zstd;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  (void)compression_of(std::as_bytes(std::span(bytes)));
  const Reading whole = decompressed(bytes, compression, 1u << 20);
  const Reading pieces = decompressed(bytes, compression, size % 61 + 1);
  // How much has come out of how much is asked only after each piece, so that limits may be met in one of them only.
  const bool beyond_limits = whole.error == "input.compressed-too-large" || pieces.error == "input.compressed-too-large";
  if (!beyond_limits && whole.error != pieces.error)
    std::abort();
  if (whole.error.empty() && pieces.error.empty() && whole.text != pieces.text)
    std::abort();
  compress_and_back(bytes, compression);
  return 0;
}
