#pragma once

#include "base/byte_source.hpp"
#include "base/diagnostic.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace micrograph::formats::nd2 {

/// One chunk of the file: a name and bytes. All of it lies within the file, but for what `is_cut` says.
struct Chunk {
  std::string name;           ///< without the `!` that ends it: `ImageMetadataSeqLV|0`
  std::uint64_t position = 0; ///< bytes from the start of the file to the chunk's header
  std::uint64_t data = 0;     ///< the same to its data
  std::uint64_t size = 0;     ///< bytes of data, as many as are there
  bool is_cut = false;        ///< the file ends before the chunk does

  /// Whether it holds the pixels of a frame.
  [[nodiscard]] bool is_frame() const { return name.starts_with("ImageDataSeq|"); }
};

/// What the file consists of. Frames are counted only: there may be a million of them.
struct ChunkList {
  std::vector<Chunk> chunks; ///< all but the frames, in the order of the chunk map; a name stands there once
  std::uint64_t frames = 0;
};

/// Whether a file starts as an ND2 file of version 2 or 3 does.
[[nodiscard]] bool has_signature(std::span<const std::byte> head);

/// Absent if there is no chunk at that position.
[[nodiscard]] std::optional<Chunk> read_chunk(ByteSource& bytes, std::uint64_t position);

/// The chunks by the map at the end of the file; where there is none, or it is broken, by going through the file from
/// chunk to chunk, which is reported.
[[nodiscard]] ChunkList list_chunks(ByteSource& bytes, FindingSink& findings);

} // namespace micrograph::formats::nd2
