#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace micrograph {

/// Decompresses piece by piece. One wrapper for each library; what offsets, limits and errors are is said once,
/// by who uses them (compressed_stream).
class StreamDecoder {
public:
  virtual ~StreamDecoder() = default;

  struct Step {
    std::size_t consumed = 0;
    std::size_t produced = 0;
    bool ended = false;  ///< a member (gzip) or frame (Zstandard) is complete; the next byte begins another
    std::string damaged; ///< what the library found wrong; empty if nothing
  };
  /// Goes on until `in` is used up, `out` is full, or a member ends.
  [[nodiscard]] virtual Step decode(std::span<const std::byte> in, std::span<std::byte> out) = 0;
};

/// Compresses piece by piece.
class StreamEncoder {
public:
  virtual ~StreamEncoder() = default;

  struct Step {
    std::size_t consumed = 0;
    std::size_t produced = 0;
    bool ended = false; ///< `last` was given and everything has come out
  };
  /// With `last` nothing follows `in`; call until it has ended.
  [[nodiscard]] virtual Step encode(std::span<const std::byte> in, std::span<std::byte> out, bool last) = 0;
};

// gzip (RFC 1952). What is written holds neither name nor time, so that the same bytes give the same bytes.
[[nodiscard]] std::unique_ptr<StreamDecoder> make_gzip_decoder();
[[nodiscard]] std::unique_ptr<StreamEncoder> make_gzip_encoder();
// DEFLATE (RFC 1951) without the header and trailer of gzip or zlib.
[[nodiscard]] std::unique_ptr<StreamDecoder> make_deflate_decoder();

// Zstandard (RFC 8878), with a checksum. Windows of more than 128 MiB, which take as much memory, are refused.
[[nodiscard]] std::unique_ptr<StreamDecoder> make_zstd_decoder();
[[nodiscard]] std::unique_ptr<StreamEncoder> make_zstd_encoder();

} // namespace micrograph
