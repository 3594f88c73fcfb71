#include "graph/mg_sections.hpp"

#include "base/byte_cursor.hpp"
#include "base/checksum.hpp"
#include "base/error.hpp"
#include "base/output_file.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

static_assert(
    std::endian::native == std::endian::little,
    "arrays of a .mg file are used where they lie, so the machine must order bytes as the file does");

namespace micrograph::graph {

namespace {

/// The first byte is no ASCII and no UTF-8, and line ends of both kinds show when a transfer has changed
/// them.
constexpr std::array<unsigned char, 8> magic{0x8E, 'm', 'g', 'r', 'f', '\r', '\n', 0x1A};

constexpr std::size_t alignment = 8;
constexpr std::size_t name_size = 24;
constexpr std::size_t header_size = magic.size() + 4 + 4 + 8;
constexpr std::size_t digest_size = sizeof(Sha256);
constexpr std::size_t entry_size = name_size + 8 + 8 + digest_size;
/// Far more than any version has; keeps a damaged count from asking for memory.
constexpr std::uint32_t most_sections = 256;

std::uint64_t padded(std::uint64_t length) {
  return (length + alignment - 1) / alignment * alignment;
}

constexpr std::array<std::byte, alignment> zeros{};

std::uint64_t length_of(const SectionSource& section) {
  std::uint64_t length = 0;
  for (const auto& piece : section.pieces)
    length += piece.size();
  return length;
}

std::span<const std::byte> padding(std::uint64_t length) {
  return std::span(zeros).first(static_cast<std::size_t>(padded(length) - length));
}

Sha256 checksum_of(const SectionSource& section) {
  Sha256Stream stream;
  for (const auto& piece : section.pieces)
    stream.add(piece);
  stream.add(padding(length_of(section)));
  return stream.finish();
}

void append(std::vector<std::byte>& out, std::span<const std::byte> bytes) {
  out.insert(out.end(), bytes.begin(), bytes.end());
}
template <typename Integer> void append_integer(std::vector<std::byte>& out, Integer value) {
  append(out, std::as_bytes(std::span(&value, 1)));
}

/// Everything before the first section.
std::vector<std::byte> make_head(std::span<const SectionSource> sections) {
  std::uint64_t offset = header_size + sections.size() * entry_size + digest_size;
  std::vector<std::byte> table;
  for (const SectionSource& section : sections) {
    MICROGRAPH_EXPECTS(section.name.size() < name_size);
    std::array<std::byte, name_size> name{};
    std::memcpy(name.data(), section.name.data(), section.name.size());
    append(table, name);
    append_integer(table, offset);
    append_integer(table, length_of(section));
    append(table, checksum_of(section));
    offset += padded(length_of(section));
  }
  std::vector<std::byte> head;
  append(head, std::as_bytes(std::span(magic)));
  append_integer(head, mg_version);
  append_integer(head, static_cast<std::uint32_t>(sections.size()));
  append_integer(head, offset); // size of the file
  append(head, table);
  append(head, sha256(head));
  return head;
}

void put(std::ostream& out, std::span<const std::byte> bytes) {
  out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

[[noreturn]] void fail(const char* code, const std::string& text, const std::string& file,
                       const std::string& section, std::uint64_t offset) {
  throw FormatError(code, text, Place{file, section, offset, {}, {}});
}

Sha256 take_digest(ByteCursor& cursor) {
  Sha256 digest;
  const auto bytes = cursor.bytes(digest.size());
  std::copy(bytes.begin(), bytes.end(), digest.begin());
  return digest;
}

} // namespace

void write_sections(const std::filesystem::path& path, std::span<const SectionSource> sections) {
  OutputFile file(path);
  put(file.stream(), make_head(sections));
  for (const SectionSource& section : sections) {
    for (const auto& piece : section.pieces)
      put(file.stream(), piece);
    put(file.stream(), padding(length_of(section)));
  }
  file.commit();
}

SectionMap read_sections(std::span<const std::byte> file, const std::string& file_name) {
  const std::size_t known = std::min(file.size(), magic.size());
  if (known == 0 || std::memcmp(file.data(), magic.data(), known) != 0)
    fail("mg.foreign", "is not a .mg file; `build -o OUT.mg` makes one", file_name, "header", 0);
  if (file.size() < header_size)
    fail("mg.truncated", "ends within its header", file_name, "header", file.size());

  ByteCursor cursor(file, std::endian::little, file_name);
  cursor.skip(magic.size());
  const auto version = cursor.read<std::uint32_t>();
  if (version != mg_version)
    fail("mg.version",
         "is of version " + std::to_string(version) + ", this program reads version " +
             std::to_string(mg_version) + "; build it again from the sources",
         file_name, "header", magic.size());
  const auto count = cursor.read<std::uint32_t>();
  const auto size = cursor.read<std::uint64_t>();
  const std::size_t head_size = header_size + std::size_t{count} * entry_size;
  if (count > most_sections)
    fail("mg.header", "lists more sections than any version has", file_name, "header", magic.size() + 4);
  if (size != file.size() || head_size + digest_size > file.size())
    fail("mg.truncated",
         "has " + std::to_string(file.size()) + " bytes where its header says " + std::to_string(size),
         file_name, "header", file.size());
  ByteCursor tail(file.subspan(head_size), std::endian::little, file_name, head_size);
  if (take_digest(tail) != sha256(file.first(head_size)))
    fail("mg.checksum", "the header is damaged", file_name, "header", 0);

  SectionMap sections;
  std::uint64_t expected = head_size + digest_size; // sections leave no gaps, so no byte goes unchecked
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::string name = cursor.text(name_size);
    const auto offset = cursor.read<std::uint64_t>();
    const auto length = cursor.read<std::uint64_t>();
    const Sha256 digest = take_digest(cursor);
    if (offset != expected || length > size - offset || padded(length) > size - offset)
      fail("mg.header", "section " + name + " does not lie where it should", file_name, name, offset);
    const auto whole = file.subspan(offset, padded(length));
    if (sha256(whole) != digest)
      fail("mg.checksum", "section " + name + " is damaged", file_name, name, offset);
    if (!sections.emplace(name, whole.first(length)).second)
      fail("mg.header", "section " + name + " comes twice", file_name, name, offset);
    expected += padded(length);
  }
  if (expected != size)
    fail("mg.header", "there are bytes after the last section", file_name, "header", expected);
  return sections;
}

} // namespace micrograph::graph
