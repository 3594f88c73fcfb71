#include "graph/mg_sections.hpp"

#include "base/byte_cursor.hpp"
#include "base/checksum.hpp"
#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <optional>
#include <utility>

static_assert(
    std::endian::native == std::endian::little,
    "arrays of a .mg file are used where they lie, so the machine must order bytes as the file does");

namespace micrograph::graph {

namespace {

/// The first byte is no ASCII and no UTF-8, and line ends of both kinds show when a transfer has changed
/// them.
constexpr std::array<unsigned char, 8> magic{0x8E, 'm', 'g', 'r', 'f', '\r', '\n', 0x1A};

constexpr std::size_t alignment = 64;
constexpr std::size_t name_size = 24;
constexpr std::size_t digest_size = sizeof(Sha256);
/// Magic, version, number of sections, size of the file, offset of the table; then the checksum of these and
/// the table.
constexpr std::size_t summed_size = magic.size() + 4 + 4 + 8 + 8;
constexpr std::size_t header_size = summed_size + digest_size;
constexpr std::size_t entry_size = name_size + 8 + 8 + digest_size;
static_assert(header_size % alignment == 0);
/// Far more than any version has; keeps a damaged count from asking for memory.
constexpr std::uint32_t most_sections = 256;

constexpr std::array<std::byte, alignment> zeros{};

std::uint64_t padded(std::uint64_t length) {
  return (length + alignment - 1) / alignment * alignment;
}

void append_bytes(std::vector<std::byte>& out, std::span<const std::byte> bytes) {
  out.insert(out.end(), bytes.begin(), bytes.end());
}
template <typename Integer> void append_integer(std::vector<std::byte>& out, Integer value) {
  append_bytes(out, std::as_bytes(std::span(&value, 1)));
}

Sha256 header_checksum(std::span<const std::byte> summed, std::span<const std::byte> table) {
  Sha256Stream stream;
  stream.add(summed);
  stream.add(table);
  return stream.finish();
}

/// Makes the digests of pages from bytes that come in pieces.
class PageHasher {
public:
  void add(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
      if (!page_)
        page_.emplace();
      const auto part = bytes.first(std::min(bytes.size(), checked_page_size - in_page_));
      page_->add(part);
      in_page_ += part.size();
      bytes = bytes.subspan(part.size());
      if (in_page_ == checked_page_size)
        finish_page();
    }
  }
  /// The digests of all pages since the last time.
  [[nodiscard]] std::vector<std::byte> take() {
    if (page_)
      finish_page();
    return std::exchange(digests_, {});
  }

private:
  void finish_page() {
    const Sha256 digest = page_->finish();
    append_bytes(digests_, std::span(digest).first(page_digest_size));
    page_.reset();
    in_page_ = 0;
  }

  std::optional<Sha256Stream> page_;
  std::size_t in_page_ = 0;
  std::vector<std::byte> digests_;
};

} // namespace

// ---- writing ----

struct SectionWriter::State {
  explicit State(const std::filesystem::path& path) : file(path) {}

  void put(std::span<const std::byte> bytes) {
    file.stream().write(reinterpret_cast<const char*>(bytes.data()),
                        static_cast<std::streamsize>(bytes.size()));
    offset += bytes.size();
  }
  void put_hashed(std::span<const std::byte> bytes) {
    hasher.add(bytes);
    put(bytes);
  }

  OutputFile file;
  std::uint64_t offset = 0;
  std::optional<std::string> open; ///< name of the section begun and not ended
  std::uint64_t begin = 0;         ///< its offset
  std::vector<std::string> names;
  PageHasher hasher;
  std::vector<std::byte> digests, table;
};

SectionWriter::SectionWriter(const std::filesystem::path& path) : state_(std::make_unique<State>(path)) {
  if (!state_->file.seekable())
    throw IoError("output.failed", "cannot be written: a .mg file cannot go to a pipe",
                  Place{path.string(), {}, {}, {}, {}});
  state_->put(std::span(zeros).first(header_size));
}

SectionWriter::~SectionWriter() = default;

void SectionWriter::begin(std::string_view name) {
  State& state = *state_;
  MICROGRAPH_EXPECTS(!state.open && name.size() < name_size && state.names.size() < most_sections &&
                     std::find(state.names.begin(), state.names.end(), name) == state.names.end());
  state.names.emplace_back(name);
  state.open = name;
  state.begin = state.offset;
}

void SectionWriter::append(std::span<const std::byte> bytes) {
  MICROGRAPH_EXPECTS(state_->open);
  state_->put_hashed(bytes);
}

void SectionWriter::end() {
  State& state = *state_;
  MICROGRAPH_EXPECTS(state.open);
  const std::uint64_t length = state.offset - state.begin;
  state.put_hashed(std::span(zeros).first(padded(length) - length));
  std::array<std::byte, name_size> name{};
  std::memcpy(name.data(), state.open->data(), state.open->size());
  const std::vector<std::byte> digests = state.hasher.take();
  append_bytes(state.table, name);
  append_integer(state.table, state.begin);
  append_integer(state.table, length);
  append_bytes(state.table, sha256(digests));
  append_bytes(state.digests, digests);
  state.open.reset();
  state.file.check(); // a full disk is said after this section, not after all
}

void SectionWriter::finish() {
  State& state = *state_;
  MICROGRAPH_EXPECTS(!state.open);
  state.put(state.digests);
  std::vector<std::byte> header;
  append_bytes(header, std::as_bytes(std::span(magic)));
  append_integer(header, mg_version);
  append_integer(header, static_cast<std::uint32_t>(state.names.size()));
  append_integer(header, state.offset + state.table.size());
  append_integer(header, state.offset);
  append_bytes(header, header_checksum(header, state.table));
  state.put(state.table);
  state.file.overwrite(0, header);
  state.file.commit();
}

void write_sections(const std::filesystem::path& path, std::span<const SectionSource> sections) {
  SectionWriter writer(path);
  for (const SectionSource& section : sections) {
    constexpr std::size_t often = std::size_t{4} << 20;
    std::size_t written = 0;
    writer.begin(section.name);
    for (auto piece : section.pieces)
      while (!piece.empty()) {
        const auto part = piece.first(std::min(piece.size(), often));
        piece = piece.subspan(part.size());
        writer.append(part);
        written += part.size();
        if (section.let_go && written >= often) {
          section.let_go();
          written = 0;
        }
      }
    if (section.let_go)
      section.let_go();
    writer.end();
  }
  writer.finish();
}

// ---- reading ----

namespace {

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

struct Header {
  std::uint32_t sections = 0;
  std::uint64_t table = 0; ///< its offset; it reaches to the end of the file
};

Header read_header(std::span<const std::byte> file, const std::string& file_name) {
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
  Header header;
  header.sections = cursor.read<std::uint32_t>();
  const auto size = cursor.read<std::uint64_t>();
  header.table = cursor.read<std::uint64_t>();
  if (header.sections > most_sections)
    fail("mg.header", "lists more sections than any version has", file_name, "header", magic.size() + 4);
  if (size != file.size())
    fail("mg.truncated",
         "has " + std::to_string(file.size()) + " bytes where its header says " + std::to_string(size),
         file_name, "header", file.size());
  const std::uint64_t table_size = header.sections * std::uint64_t{entry_size};
  if (size - header_size < table_size || header.table != size - table_size)
    fail("mg.header", "the table of sections does not lie where it should", file_name, "header",
         summed_size - 8);
  if (take_digest(cursor) != header_checksum(file.first(summed_size), file.subspan(header.table)))
    fail("mg.checksum", "the header is damaged", file_name, "header", 0);
  return header;
}

struct Entry {
  std::string name;
  std::uint64_t offset = 0, length = 0;
  Sha256 digest{}; ///< of its pages' digests
};

/// The sections lie one after the other behind the header, which leaves no byte unchecked.
std::vector<Entry> read_table(std::span<const std::byte> file, const Header& header,
                              const std::string& file_name) {
  ByteCursor cursor(file.subspan(header.table), std::endian::little, file_name, header.table);
  std::vector<Entry> entries;
  std::uint64_t expected = header_size;
  for (std::uint32_t i = 0; i < header.sections; ++i) {
    Entry entry;
    entry.name = cursor.text(name_size);
    entry.offset = cursor.read<std::uint64_t>();
    entry.length = cursor.read<std::uint64_t>();
    entry.digest = take_digest(cursor);
    if (entry.offset != expected || entry.length > header.table - expected ||
        padded(entry.length) > header.table - expected)
      fail("mg.header", "section " + entry.name + " does not lie where it should", file_name, entry.name,
           entry.offset);
    expected += padded(entry.length);
    entries.push_back(std::move(entry));
  }
  return entries;
}

} // namespace

SectionMap read_sections(std::span<const std::byte> file, const std::string& file_name) {
  const Header header = read_header(file, file_name);
  const std::vector<Entry> entries = read_table(file, header, file_name);
  std::uint64_t digests_at =
      entries.empty() ? header_size : entries.back().offset + padded(entries.back().length);
  SectionMap sections;
  for (const Entry& entry : entries) {
    const std::uint64_t size = padded(entry.length), digests_size = pages_of(size) * page_digest_size;
    if (digests_size > header.table - digests_at)
      fail("mg.header", "the digests of section " + entry.name + " are not there", file_name, entry.name,
           digests_at);
    const auto digests = file.subspan(digests_at, digests_size);
    if (sha256(digests) != entry.digest)
      fail("mg.checksum", "the digests of section " + entry.name + " are damaged", file_name, entry.name,
           digests_at);
    PageDigests pages{file.subspan(entry.offset, size), digests, file_name, entry.name, entry.offset};
    if (!sections.emplace(entry.name, CheckedBytes(std::move(pages), entry.length)).second)
      fail("mg.header", "section " + entry.name + " comes twice", file_name, entry.name, entry.offset);
    digests_at += digests_size;
  }
  if (digests_at != header.table)
    fail("mg.header", "there are bytes between the digests and the table", file_name, "header", digests_at);
  return sections;
}

} // namespace micrograph::graph
