#pragma once

#include "base/byte_source.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <ostream>
#include <span>
#include <string_view>

namespace micrograph {

/// `deflate` is bare DEFLATE, which neither its bytes nor a suffix tell; whoever knows of it may have it decompressed.
enum class Compression : std::uint8_t { none, gzip, zstd, deflate };

/// By the first four bytes of a file.
[[nodiscard]] Compression compression_of(std::span<const std::byte> start);
/// By `.gz` and `.zst` at the end of a name.
[[nodiscard]] Compression compression_from_suffix(std::string_view file_name);
/// The name without that suffix.
[[nodiscard]] std::string_view without_compression_suffix(std::string_view file_name);

/// What may come out of a compressed file. A few kilobytes can hold petabytes of zeros, and whoever reads them is
/// busy for days.
///
/// RDF text seldom shrinks to less than a fiftieth. Zeros shrink to a 1032nd in gzip, and without end in Zstandard:
/// `ratio` lies between. `most` is far beyond what any graph here could hold, since reading and forgetting costs
/// no memory.
struct DecompressionLimits {
  std::uint64_t ratio = 500;                         ///< bytes out for each byte in …
  std::uint64_t unmeasured = std::uint64_t{1} << 26; ///< … once so many bytes have come out
  std::uint64_t most = std::uint64_t{1} << 40;       ///< bytes out at all
};

/// The bytes of a compressed file, decompressed as they are read. Members (gzip) or frames (Zstandard) may follow
/// one another.
///
/// Meant to be read forwards, in any pieces; a step back begins anew at the start. Until the end was read, size()
/// is the largest number there is, since nobody knows. Places of errors are offsets in the compressed file. Reading
/// throws FormatError `input.compressed` if the file is damaged, cut short or followed by something else, and
/// `input.compressed-too-large` beyond a limit.
[[nodiscard]] std::unique_ptr<ByteSource> open_decompressed(std::unique_ptr<ByteSource> bytes, Compression compression,
                                                            const DecompressionLimits& limits = {});

/// Compresses on the way to another stream, which must outlive it. The same text gives the same bytes.
class CompressingStream final : public std::ostream {
public:
  /// `compression` must be gzip or zstd.
  CompressingStream(std::ostream& target, Compression compression);
  ~CompressingStream() override;

  /// Call once after everything was written: what comes out before is not whole. A failure of the stream below
  /// shows in the state of both.
  void finish();

private:
  class Buffer;
  std::unique_ptr<Buffer> buffer_;
};

} // namespace micrograph
