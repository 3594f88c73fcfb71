#include "formats/lif/block.hpp"

#include "base/byte_cursor.hpp"
#include "base/utf16.hpp"

#include <algorithm>
#include <vector>

namespace micrograph::formats::lif {

namespace {

constexpr std::uint32_t block_start = 0x70;
constexpr std::byte field_start{0x2A};
constexpr std::uint64_t header_size = 8;   ///< bytes: block_start, and the size
constexpr std::uint64_t text_offset = 13;  ///< bytes from the start of the block
constexpr std::uint64_t max_id_size = 512; ///< bytes

/// What the block says of its own size; absent if none begins here.
std::optional<std::uint32_t> size_of_block(std::span<const std::byte> block) {
  if (block.size() < text_offset || block[header_size] != field_start)
    return {};
  ByteCursor cursor(block, std::endian::little);
  if (cursor.read<std::uint32_t>() != block_start)
    return {};
  return cursor.read<std::uint32_t>();
}

std::vector<std::byte> start_at(ByteSource& bytes, std::uint64_t position, std::uint64_t most) {
  if (position >= bytes.size())
    return {};
  return bytes.read_exactly(position, std::min(most, bytes.size() - position));
}

std::uint32_t number_at(std::span<const std::byte> block, std::size_t at) {
  return ByteCursor(block.subspan(at, 4), std::endian::little).read<std::uint32_t>();
}

} // namespace

bool has_signature(std::span<const std::byte> head) {
  const auto size = size_of_block(head);
  return size && *size == 5 + std::uint64_t{number_at(head, 9)} * 2;
}

std::optional<TextBlock> read_text_block(ByteSource& bytes, std::uint64_t position) {
  const auto head = start_at(bytes, position, text_offset);
  if (!size_of_block(head))
    return {};
  TextBlock block;
  const std::uint64_t size = std::uint64_t{number_at(head, 9)} * 2;
  block.text = position + text_offset;
  block.size = std::min(size, bytes.size() - block.text);
  block.is_cut = block.size < size;
  return block;
}

std::optional<MemoryBlock> read_memory_block(ByteSource& bytes, std::uint64_t position) {
  const auto head = start_at(bytes, position, header_size + 14 + max_id_size);
  const auto block_size = size_of_block(head);
  if (!block_size)
    return {};
  for (const std::size_t size_bytes : {std::size_t{8}, std::size_t{4}}) {
    const std::size_t text_at = header_size + 1 + size_bytes + 1 + 4;
    if (head.size() < text_at || head[header_size + 1 + size_bytes] != field_start)
      continue;
    const std::uint64_t id_size = std::uint64_t{number_at(head, text_at - 4)} * 2;
    if (id_size > max_id_size || *block_size != text_at - header_size + id_size || head.size() < text_at + id_size)
      continue;
    ByteCursor cursor(std::span<const std::byte>(head).subspan(header_size + 1), std::endian::little);
    MemoryBlock block;
    block.size = size_bytes == 8 ? cursor.read<std::uint64_t>() : cursor.read<std::uint32_t>();
    block.id = text_of_utf16(std::span<const std::byte>(head).subspan(text_at, static_cast<std::size_t>(id_size)));
    block.position = position;
    block.data = position + text_at + id_size;
    return block;
  }
  return {};
}

} // namespace micrograph::formats::lif
