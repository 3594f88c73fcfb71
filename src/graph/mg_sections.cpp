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

constexpr std::size_t alignment = 64; // a line of the processor's cache
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

std::span<const std::byte> padding(std::uint64_t length) {
  return std::span(zeros).first(static_cast<std::size_t>(padded(length) - length));
}

std::uint64_t length_of(const SectionSource& section) {
  std::uint64_t length = 0;
  for (const auto& piece : section.pieces)
    length += piece.size();
  return length;
}

/// Digests of the pages of bytes that come in pieces.
class PageHasher {
public:
  void add(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
      const auto part = bytes.first(std::min(bytes.size(), page_size - filled_));
      if (part.size() == page_size) { // whole pages need not be gathered
        digests_.push_back(digest_of_page(part));
      } else {
        page_.insert(page_.end(), part.begin(), part.end());
        filled_ += part.size();
        if (filled_ == page_size)
          close();
      }
      bytes = bytes.subspan(part.size());
    }
  }
  [[nodiscard]] std::vector<PageDigest> finish() {
    if (filled_ != 0)
      close();
    return std::move(digests_);
  }

private:
  void close() {
    digests_.push_back(digest_of_page(page_));
    page_.clear();
    filled_ = 0;
  }
  std::vector<std::byte> page_;
  std::size_t filled_ = 0;
  std::vector<PageDigest> digests_;
};

std::vector<PageDigest> digests_of(const SectionSource& section) {
  PageHasher hasher;
  for (const auto& piece : section.pieces)
    hasher.add(piece);
  hasher.add(padding(length_of(section)));
  return hasher.finish();
}

void append(std::vector<std::byte>& out, std::span<const std::byte> bytes) {
  out.insert(out.end(), bytes.begin(), bytes.end());
}
template <typename Integer> void append_integer(std::vector<std::byte>& out, Integer value) {
  append(out, std::as_bytes(std::span(&value, 1)));
}

/// Everything before the first section: header, table, their digest, the digests of pages.
std::vector<std::byte> make_head(std::span<const SectionSource> sections) {
  std::vector<std::vector<PageDigest>> digests;
  std::uint64_t pages = 0;
  for (const SectionSource& section : sections) {
    digests.push_back(digests_of(section));
    pages += digests.back().size();
  }
  const std::uint64_t table_end = header_size + sections.size() * entry_size + digest_size;
  std::uint64_t offset = padded(table_end + pages * sizeof(PageDigest));
  std::vector<std::byte> table;
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const SectionSource& section = sections[i];
    MICROGRAPH_EXPECTS(section.name.size() < name_size);
    std::array<std::byte, name_size> name{};
    std::memcpy(name.data(), section.name.data(), section.name.size());
    append(table, name);
    append_integer(table, offset);
    append_integer(table, length_of(section));
    append(table, sha256(std::as_bytes(std::span(digests[i]))));
    offset += padded(length_of(section));
  }
  std::vector<std::byte> head;
  append(head, std::as_bytes(std::span(magic)));
  append_integer(head, mg_version);
  append_integer(head, static_cast<std::uint32_t>(sections.size()));
  append_integer(head, offset); // size of the file
  append(head, table);
  append(head, sha256(head));
  for (const auto& of_section : digests)
    append(head, std::as_bytes(std::span(of_section)));
  append(head, padding(head.size()));
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

struct Entry {
  std::string name;
  std::uint64_t offset = 0, length = 0;
  Sha256 digest; ///< of the digests of its pages
};

struct Table {
  std::vector<Entry> entries;
  std::uint64_t pages = 0;         ///< of all sections
  std::uint64_t first_section = 0; ///< where it lies
};

/// Sections leave no gaps and end with the file, so no byte goes unchecked.
Table read_table(ByteCursor& cursor, std::uint32_t count, std::uint64_t size, const std::string& file_name) {
  Table table;
  table.first_section = size;
  std::uint64_t expected = size;
  for (std::uint32_t i = 0; i < count; ++i) {
    Entry entry;
    entry.name = cursor.text(name_size);
    entry.offset = cursor.read<std::uint64_t>();
    entry.length = cursor.read<std::uint64_t>();
    entry.digest = take_digest(cursor);
    if (i == 0)
      table.first_section = expected = entry.offset;
    if (entry.offset != expected || entry.offset > size || entry.length > size - entry.offset ||
        padded(entry.length) > size - entry.offset)
      fail("mg.header", "section " + entry.name + " does not lie where it should", file_name, entry.name,
           entry.offset);
    expected += padded(entry.length);
    table.pages += pages_of(padded(entry.length));
    table.entries.push_back(std::move(entry));
  }
  if (expected != size)
    fail("mg.header", "there are bytes after the last section", file_name, "header", expected);
  return table;
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

  const Table table = read_table(cursor, count, size, file_name);
  const std::size_t digests_start = head_size + digest_size;
  const std::uint64_t digest_bytes = table.pages * sizeof(PageDigest);
  if (digest_bytes > size - digests_start || table.first_section != padded(digests_start + digest_bytes))
    fail("mg.header", "the digests of pages do not lie where they should", file_name, "header", digests_start);
  for (std::uint64_t at = digests_start + digest_bytes; at < table.first_section; ++at)
    if (file[at] != std::byte{0})
      fail("mg.checksum", "the header is damaged", file_name, "header", at);

  SectionMap sections;
  std::uint64_t at = digests_start;
  for (const Entry& entry : table.entries) {
    const std::uint64_t pages = pages_of(padded(entry.length));
    const auto raw = file.subspan(at, pages * sizeof(PageDigest));
    if (sha256(raw) != entry.digest)
      fail("mg.checksum", "section " + entry.name + " is damaged: the digests of its pages are", file_name, entry.name,
           at);
    at += raw.size();
    // Digests follow header and table, whose sizes are all multiples of eight.
    const std::span<const PageDigest> digests(reinterpret_cast<const PageDigest*>(raw.data()), pages);
    const bool added = sections
                           .try_emplace(entry.name, file.subspan(entry.offset, padded(entry.length)), entry.length,
                                        digests, file_name, entry.name)
                           .second;
    if (!added)
      fail("mg.header", "section " + entry.name + " comes twice", file_name, entry.name, entry.offset);
  }
  return sections;
}

} // namespace micrograph::graph
