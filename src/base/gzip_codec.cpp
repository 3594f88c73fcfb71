#include "base/compression.hpp"
#include "base/error.hpp"
#include "base/stream_codec.hpp"

#include <algorithm>
#include <limits>
#include <new>
#include <string>
#include <zlib.h>

namespace micrograph {

namespace {

constexpr int gzip_window = 15 + 16; // the largest window, and the header and trailer of gzip
constexpr int zlib_window = 15;        // the same with the header and trailer of zlib (RFC 1950)
constexpr int bare_window = -15;       // the same with neither
constexpr int memory_level = 8;      // the library's own default

/// Hands both pieces to the library, as much of them as it can count.
void give(z_stream& stream, std::span<const std::byte> in, std::span<std::byte> out) {
  constexpr std::size_t most = std::numeric_limits<uInt>::max();
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(in.data())); // never written to
  stream.avail_in = static_cast<uInt>(std::min(in.size(), most));
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(std::min(out.size(), most));
}

class Inflater final : public StreamDecoder {
public:
  explicit Inflater(int window) {
    if (inflateInit2(&stream_, window) != Z_OK)
      throw std::bad_alloc();
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() override { inflateEnd(&stream_); }

  [[nodiscard]] Step decode(std::span<const std::byte> in, std::span<std::byte> out) override {
    give(stream_, in, out);
    const uInt in_given = stream_.avail_in;
    const uInt out_given = stream_.avail_out;
    const int status = inflate(&stream_, Z_NO_FLUSH);
    Step step;
    step.consumed = in_given - stream_.avail_in;
    step.produced = out_given - stream_.avail_out;
    step.ended = status == Z_STREAM_END;
    if (status == Z_MEM_ERROR)
      throw std::bad_alloc();
    if (step.ended)
      inflateReset(&stream_);
    else if (status != Z_OK && status != Z_BUF_ERROR) // the latter: nothing could be done with so little
      step.damaged = stream_.msg ? stream_.msg : "it asks for a dictionary";
    return step;
  }

private:
  z_stream stream_{};
};

class GzipEncoder final : public StreamEncoder {
public:
  GzipEncoder() {
    if (deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_window, memory_level, Z_DEFAULT_STRATEGY) != Z_OK)
      throw std::bad_alloc();
  }
  GzipEncoder(const GzipEncoder&) = delete;
  GzipEncoder& operator=(const GzipEncoder&) = delete;
  ~GzipEncoder() override { deflateEnd(&stream_); }

  [[nodiscard]] Step encode(std::span<const std::byte> in, std::span<std::byte> out, bool last) override {
    give(stream_, in, out);
    const uInt in_given = stream_.avail_in;
    const uInt out_given = stream_.avail_out;
    const int status = deflate(&stream_, last && in_given == in.size() ? Z_FINISH : Z_NO_FLUSH);
    MICROGRAPH_ENSURES(status != Z_STREAM_ERROR);
    return {in_given - stream_.avail_in, out_given - stream_.avail_out, status == Z_STREAM_END};
  }

private:
  z_stream stream_{};
};

} // namespace

std::unique_ptr<StreamDecoder> make_gzip_decoder() { return std::make_unique<Inflater>(gzip_window); }
std::unique_ptr<StreamDecoder> make_deflate_decoder() { return std::make_unique<Inflater>(bare_window); }
std::unique_ptr<StreamEncoder> make_gzip_encoder() { return std::make_unique<GzipEncoder>(); }

std::vector<std::byte> decompress_zlib(std::span<const std::byte> stream, std::uint64_t most) {
  Inflater inflater(zlib_window);
  std::vector<std::byte> out;
  std::vector<std::byte> piece(std::size_t{64} * 1024);
  for (;;) {
    const StreamDecoder::Step step = inflater.decode(stream, piece);
    stream = stream.subspan(step.consumed);
    if (step.produced > most - out.size())
      throw FormatError("compression.too-large", "more than " + std::to_string(most) + " bytes come out");
    out.insert(out.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(step.produced));
    if (step.ended)
      return out;
    if (!step.damaged.empty())
      throw FormatError("compression.damaged", step.damaged);
    if (step.consumed == 0 && step.produced == 0)
      throw FormatError("compression.damaged", "the compressed bytes end before their content does");
  }
}

} // namespace micrograph
