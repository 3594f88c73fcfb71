#include "formats/lif/memory.hpp"

#include "document/xml_outline.hpp"
#include "formats/record_number.hpp"

#include <charconv>
#include <map>
#include <optional>
#include <string_view>

namespace micrograph::formats::lif {

namespace {

constexpr std::size_t max_xml_size = std::size_t{16} << 20; ///< bytes
constexpr std::size_t max_elements = 500'000;

/// Blocks by their names.
std::map<std::string, std::uint64_t, std::less<>> blocks_of(const document::Record& container) {
  std::map<std::string, std::uint64_t, std::less<>> blocks;
  for (const document::Record& block : container.children) {
    const auto size = whole_number_at(block, "Size");
    if (block.name == "MemoryBlock" && size)
      blocks.emplace(block.children.front().value, *size);
  }
  return blocks;
}

} // namespace

std::vector<DeclaredMemory> declared_memory(std::span<const std::byte> xml) {
  std::vector<DeclaredMemory> declared;
  if (xml.size() > max_xml_size)
    return declared;
  for (const document::OutlineElement& element : document::outline(xml, max_elements)) {
    const std::string_view size = element.attribute("Size");
    DeclaredMemory memory{std::string(element.attribute("MemoryBlockID")), 0};
    if (element.local == "Memory" && std::from_chars(size.data(), size.data() + size.size(), memory.size).ec == std::errc() &&
        !memory.id.empty())
      declared.push_back(std::move(memory));
  }
  return declared;
}

void check_memory(const std::vector<DeclaredMemory>& declared, const document::Record& container, const std::string& source,
                  FindingSink& findings) {
  const auto blocks = blocks_of(container);
  for (const DeclaredMemory& memory : declared) {
    const auto block = blocks.find(memory.id);
    if (block != blocks.end() && block->second == memory.size)
      continue;
    // Folders and collections have a name for their pixels, and none.
    if (block == blocks.end() && memory.size == 0)
      continue;
    findings.report({"lif.memory", Severity::warning, Place{source, memory.id, {}, {}, {}},
                     "the XML says " + std::to_string(memory.size) + " bytes of pixels; the file has " +
                         (block == blocks.end() ? "no such block" : "a block of " + std::to_string(block->second))});
  }
}

} // namespace micrograph::formats::lif
