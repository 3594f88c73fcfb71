#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace micrograph {

/// Bytes as one Zstandard frame (RFC 8878) that says how long they are and carries a checksum. For what is small
/// and kept in one piece; files that are compressed as a whole are in compressed_stream.hpp. `level` is the library's own: 1 is fast, 19 is small.
[[nodiscard]] std::vector<std::byte> compress(std::span<const std::byte> bytes, int level);

/// What compress() was given. Memory is taken as bytes come out, never because a header promises them.
/// Throws FormatError `compression.damaged` if the frame is broken, cut short, or followed by something else, and
/// `compression.too-large` if more than `most` bytes come out of it.
[[nodiscard]] std::vector<std::byte> decompress(std::span<const std::byte> frame, std::uint64_t most);

/// What comes out of a zlib stream (RFC 1950), as file formats embed it; bytes behind its end do not count. Memory is
/// taken as bytes come out. Throws FormatError `compression.damaged` if the stream is broken or cut short, and
/// `compression.too-large` if more than `most` bytes come out of it.
[[nodiscard]] std::vector<std::byte> decompress_zlib(std::span<const std::byte> stream, std::uint64_t most);

} // namespace micrograph
