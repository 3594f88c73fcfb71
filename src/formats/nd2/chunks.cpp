#include "formats/nd2/chunks.hpp"

#include "base/as_text.hpp"
#include "base/byte_cursor.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace micrograph::formats::nd2 {

namespace {

constexpr std::uint32_t magic = 0x0ABECEDA;
constexpr std::uint64_t header_size = 16;     ///< bytes before a chunk's name
constexpr std::uint64_t max_name_size = 8192; ///< bytes, with the padding that moves the data to a page of 4096
constexpr std::uint64_t page = 4096;          ///< bytes; every chunk that was finished begins at a multiple of it
constexpr std::string_view map_name = "ND2 FILEMAP SIGNATURE NAME 0001";
constexpr std::string_view map_end = "ND2 CHUNK MAP SIGNATURE 0000001!";
constexpr std::uint64_t trailer_size = 40; ///< bytes: map_end, and the position of the map
constexpr std::uint64_t max_map_size = std::uint64_t{128} << 20; ///< bytes: some three million frames
constexpr std::size_t max_chunks = 4096;                         ///< without frames
constexpr std::uint64_t max_hops = 1'000'000;                    ///< from chunk to chunk, in a file without a map
constexpr std::uint64_t max_pages = 65536;                       ///< looked at for a chunk where none is, 256 MiB of the file

/// Gathers chunks; of those with one name the last counts.
class Gatherer {
public:
  explicit Gatherer(ChunkList& list) : list_(list) {}

  /// False if there are too many.
  bool add(Chunk chunk) {
    if (chunk.is_frame()) {
      ++list_.frames;
      return true;
    }
    const auto [entry, is_new] = places_.try_emplace(chunk.name, list_.chunks.size());
    if (!is_new) {
      list_.chunks[entry->second] = std::move(chunk);
      return true;
    }
    if (list_.chunks.size() == max_chunks) {
      places_.erase(entry);
      return false;
    }
    list_.chunks.push_back(std::move(chunk));
    return true;
  }

private:
  ChunkList& list_;
  std::unordered_map<std::string, std::size_t> places_;
};

Finding finding(const char* code, const ByteSource& bytes, std::uint64_t offset, std::string text) {
  return {code, Severity::warning, Place{bytes.name(), "chunk map", offset, {}, {}}, std::move(text)};
}

/// Position of the map, if the file ends as it should.
std::optional<std::uint64_t> map_position(ByteSource& bytes) {
  if (bytes.size() < trailer_size)
    return {};
  const auto trailer = bytes.read_exactly(bytes.size() - trailer_size, trailer_size);
  ByteCursor cursor(trailer, std::endian::little);
  if (cursor.text(map_end.size()) != map_end)
    return {};
  return cursor.read<std::uint64_t>();
}

/// The entries of the map: a name up to its `!`, the chunk's position, and its size, which its own header has, too.
/// False if the map ends before its last entry does.
bool read_entries(ByteSource& bytes, const std::vector<std::byte>& map, Gatherer& gatherer, FindingSink& findings) {
  const std::string_view text = as_text(map);
  bool all_kept = true;
  for (std::size_t at = 0;;) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with(map_end))
      return true;
    const std::size_t end = rest.substr(0, max_name_size).find('!');
    if (end == std::string_view::npos || rest.size() - end - 1 < 16)
      return false;
    ByteCursor numbers(std::span<const std::byte>(map).subspan(at + end + 1, 16), std::endian::little);
    const auto position = numbers.read<std::uint64_t>();
    Chunk chunk;
    chunk.name = std::string(rest.substr(0, end));
    if (!chunk.is_frame()) {
      const auto found = read_chunk(bytes, position);
      if (!found || found->name != chunk.name)
        findings.report(finding("nd2.chunk-misplaced", bytes, position,
                                "the map says that '" + chunk.name.substr(0, 80) + "' is here, but it is not; it was left out"));
      else
        chunk = *found;
    }
    if ((chunk.is_frame() || chunk.data != 0) && !gatherer.add(std::move(chunk)) && all_kept) {
      all_kept = false;
      findings.report(finding("nd2.chunk-count", bytes, position,
                              "there are more than " + std::to_string(max_chunks) + " chunks; those from here on were left out"));
    }
    at += end + 1 + 16;
  }
}

bool read_map(ByteSource& bytes, ChunkList& list, FindingSink& findings) {
  const auto position = map_position(bytes);
  if (!position)
    return false;
  const auto map = read_chunk(bytes, *position);
  if (!map || map->name != map_name || map->size > max_map_size)
    return false;
  Gatherer gatherer(list);
  return read_entries(bytes, bytes.read_exactly(map->data, map->size), gatherer, findings);
}

/// From chunk to chunk, and, where there is none, from page to page.
void walk(ByteSource& bytes, ChunkList& list, FindingSink& findings) {
  Gatherer gatherer(list);
  std::uint64_t hops = 0, pages = 0;
  for (std::uint64_t at = 0; at < bytes.size();) {
    if (hops == max_hops || pages == max_pages) {
      findings.report(finding("nd2.chunk-count", bytes, at, "the file was looked through up to here only"));
      return;
    }
    const auto chunk = read_chunk(bytes, at);
    if (!chunk) {
      at = (at / page + 1) * page;
      ++pages;
      continue;
    }
    ++hops;
    at = chunk->data + chunk->size;
    if (!gatherer.add(*chunk))
      findings.report(finding("nd2.chunk-count", bytes, chunk->position,
                              "there are more than " + std::to_string(max_chunks) + " chunks; this one was left out"));
  }
}

} // namespace

bool has_signature(std::span<const std::byte> head) {
  constexpr std::array<std::byte, 4> start{std::byte{0xDA}, std::byte{0xCE}, std::byte{0xBE}, std::byte{0x0A}};
  return head.size() >= start.size() && std::equal(start.begin(), start.end(), head.begin());
}

std::optional<Chunk> read_chunk(ByteSource& bytes, std::uint64_t position) {
  if (position > bytes.size() || bytes.size() - position < header_size)
    return {};
  const auto header = bytes.read_exactly(position, header_size);
  ByteCursor cursor(header, std::endian::little);
  if (cursor.read<std::uint32_t>() != magic)
    return {};
  const auto name_size = cursor.read<std::uint32_t>();
  const auto size = cursor.read<std::uint64_t>();
  const std::uint64_t behind = bytes.size() - position - header_size;
  if (name_size > max_name_size || name_size > behind)
    return {};
  // Names are short; what follows the `!` is padding.
  const auto raw = bytes.read_exactly(position + header_size, std::min<std::uint64_t>(name_size, 256));
  const std::string_view name = as_text(raw);
  const std::size_t end = name.find('!');
  if (end == std::string_view::npos || end == 0)
    return {};
  Chunk chunk;
  chunk.name = std::string(name.substr(0, end));
  chunk.position = position;
  chunk.data = position + header_size + name_size;
  chunk.size = std::min(size, behind - name_size);
  chunk.is_cut = chunk.size < size;
  return chunk;
}

ChunkList list_chunks(ByteSource& bytes, FindingSink& findings) {
  ChunkList list;
  FindingList of_map;
  if (read_map(bytes, list, of_map)) {
    for (const Finding& found : of_map.findings())
      findings.report(found);
    return list;
  }
  findings.report(finding("nd2.chunk-map", bytes, bytes.size(),
                          "the file does not end with a map of its chunks; it was looked through for them"));
  list = {};
  walk(bytes, list, findings);
  return list;
}

} // namespace micrograph::formats::nd2
