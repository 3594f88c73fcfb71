#include "base/stream_codec.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <limits>
#include <new>
#include <zlib.h>

namespace micrograph {

namespace {

constexpr int gzip_window = 15 + 16; // the largest window, and the header and trailer of gzip
constexpr int bare_window = -15;     // the largest window, and nothing around the data
constexpr int memory_level = 8;      // the library's own default

/// Hands both pieces to the library, as much of them as it can count.
void give(z_stream& stream, std::span<const std::byte> in, std::span<std::byte> out) {
  constexpr std::size_t most = std::numeric_limits<uInt>::max();
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(in.data())); // never written to
  stream.avail_in = static_cast<uInt>(std::min(in.size(), most));
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(std::min(out.size(), most));
}

class DeflateDecoder final : public StreamDecoder {
public:
  explicit DeflateDecoder(int window) {
    if (inflateInit2(&stream_, window) != Z_OK)
      throw std::bad_alloc();
  }
  DeflateDecoder(const DeflateDecoder&) = delete;
  DeflateDecoder& operator=(const DeflateDecoder&) = delete;
  ~DeflateDecoder() override { inflateEnd(&stream_); }

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

std::unique_ptr<StreamDecoder> make_gzip_decoder() { return std::make_unique<DeflateDecoder>(gzip_window); }
std::unique_ptr<StreamDecoder> make_deflate_decoder() { return std::make_unique<DeflateDecoder>(bare_window); }
std::unique_ptr<StreamEncoder> make_gzip_encoder() { return std::make_unique<GzipEncoder>(); }

} // namespace micrograph
