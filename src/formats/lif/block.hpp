#pragma once

#include "base/byte_source.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace micrograph::formats::lif {

// A file of Leica's is made of blocks: the number 0x70, the size of what follows, and fields that begin with an
// asterisk each. A text is the number of its UTF-16 code units and then these.

/// The text that is all of a block: the XML at the start of a LIF, the name of the kind at the start of a LOF.
struct TextBlock {
  std::uint64_t text = 0; ///< bytes from the start of the file to the text
  std::uint64_t size = 0; ///< bytes of the text, as many as are there
  bool is_cut = false;    ///< the file ends before the text does
  /// bytes from the start of the file to what follows
  [[nodiscard]] std::uint64_t end() const { return text + size; }
};

/// The block before some pixels.
struct MemoryBlock {
  std::string id;             ///< by which the XML names them: `MemBlock_2699`
  std::uint64_t position = 0; ///< bytes from the start of the file to the block
  std::uint64_t data = 0;     ///< the same to the pixels
  std::uint64_t size = 0;     ///< bytes of pixels that the block speaks of
};

/// Whether a file starts with a block that is a text.
[[nodiscard]] bool has_signature(std::span<const std::byte> head);

/// Absent if there is no such block.
[[nodiscard]] std::optional<TextBlock> read_text_block(ByteSource& bytes, std::uint64_t position);
/// Absent if there is no such block. The size of the pixels has eight bytes in files of version 2, four before.
[[nodiscard]] std::optional<MemoryBlock> read_memory_block(ByteSource& bytes, std::uint64_t position);

} // namespace micrograph::formats::lif
