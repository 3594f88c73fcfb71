#include "formats/zip/directory.hpp"

#include "base/as_text.hpp"
#include "base/byte_cursor.hpp"
#include "base/compressed_stream.hpp"
#include "formats/text.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

namespace micrograph::formats::zip {

namespace {

constexpr std::uint32_t entry_signature = 0x04034B50;
constexpr std::uint32_t directory_signature = 0x02014B50;
constexpr std::uint32_t end_signature = 0x06054B50;
constexpr std::uint32_t long_end_signature = 0x06064B50;
constexpr std::uint32_t long_locator_signature = 0x07064B50;
constexpr std::uint64_t end_size = 22;      ///< bytes, without the comment
constexpr std::uint64_t max_comment = 65535; ///< bytes
constexpr std::uint64_t locator_size = 20;  ///< bytes, right before the end
constexpr std::uint64_t long_end_size = 56; ///< bytes
constexpr std::size_t fixed_size = 46;      ///< bytes of a directory entry before its name
constexpr std::uint64_t local_size = 30;    ///< bytes of an entry's own header before its name
constexpr std::uint64_t max_directory_size = std::uint64_t{64} << 20;
constexpr std::uint64_t max_entries = 65536;
constexpr std::uint32_t in_extra = 0xFFFFFFFF; ///< a number that stands in the ZIP64 field

struct Extent {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
  std::uint64_t entries = 0;
};

[[noreturn]] void fail(const ByteSource& bytes, const char* code, std::uint64_t at, const std::string& text) {
  throw FormatError(code, text, Place{bytes.name(), {}, at, {}, {}});
}

std::uint32_t number_at(std::span<const std::byte> bytes, std::size_t at) {
  return ByteCursor(bytes.subspan(at, 4), std::endian::little).read<std::uint32_t>();
}

/// Where ZIP64 says the directory is. Absent if there is no such record before the end.
std::optional<Extent> long_extent(ByteSource& bytes, std::uint64_t end) {
  if (end < locator_size)
    return {};
  const auto locator = bytes.read_exactly(end - locator_size, locator_size);
  if (number_at(locator, 0) != long_locator_signature)
    return {};
  ByteCursor place(locator, std::endian::little);
  place.skip(8);
  const auto at = place.read<std::uint64_t>();
  const auto record = bytes.read_exactly(at, long_end_size);
  if (number_at(record, 0) != long_end_signature)
    return {};
  ByteCursor cursor(record, std::endian::little);
  cursor.skip(32);
  Extent extent;
  extent.entries = cursor.read<std::uint64_t>();
  extent.size = cursor.read<std::uint64_t>();
  extent.offset = cursor.read<std::uint64_t>();
  return extent;
}

Extent find_directory(ByteSource& bytes) {
  const std::uint64_t tail_size = std::min(bytes.size(), end_size + max_comment);
  const std::uint64_t tail_at = bytes.size() - tail_size;
  const auto tail = bytes.read_exactly(tail_at, tail_size);
  for (std::size_t at = tail.size() < end_size ? 0 : tail.size() - end_size + 1; at-- > 0;)
    if (number_at(tail, at) == end_signature) {
      ByteCursor cursor(tail, std::endian::little);
      cursor.seek(at + 10);
      Extent extent;
      extent.entries = cursor.read<std::uint16_t>();
      extent.size = cursor.read<std::uint32_t>();
      extent.offset = cursor.read<std::uint32_t>();
      return long_extent(bytes, tail_at + at).value_or(extent);
    }
  fail(bytes, "zip.directory", bytes.size(), "there is no directory at the end of the archive");
}

/// Numbers that did not fit stand in an extra field, in this order, those that did fit left out.
void take_long_numbers(std::span<const std::byte> extra, Entry& entry) {
  ByteCursor cursor(extra, std::endian::little);
  while (cursor.remaining() >= 4) {
    const auto id = cursor.read<std::uint16_t>();
    const std::size_t size = cursor.read<std::uint16_t>();
    if (size > cursor.remaining())
      return;
    ByteCursor field(cursor.bytes(size), std::endian::little);
    if (id != 1)
      continue;
    for (std::uint64_t* const number : {&entry.size, &entry.compressed_size, &entry.offset})
      if (*number == in_extra && field.remaining() >= 8)
        *number = field.read<std::uint64_t>();
  }
}

Entry read_one(ByteCursor& cursor) {
  Entry entry;
  cursor.skip(8); // signature, versions
  entry.flags = cursor.read<std::uint16_t>();
  entry.method = cursor.read<std::uint16_t>();
  cursor.skip(4); // time and date, of no zone
  entry.checksum = cursor.read<std::uint32_t>();
  entry.compressed_size = cursor.read<std::uint32_t>();
  entry.size = cursor.read<std::uint32_t>();
  const std::size_t name_size = cursor.read<std::uint16_t>();
  const std::size_t extra_size = cursor.read<std::uint16_t>();
  const std::size_t comment_size = cursor.read<std::uint16_t>();
  cursor.skip(8); // disk, attributes
  entry.offset = cursor.read<std::uint32_t>();
  const auto name = cursor.bytes(name_size);
  entry.name = text_of_field(as_text(name));
  take_long_numbers(cursor.bytes(extra_size), entry);
  cursor.skip(comment_size);
  return entry;
}

} // namespace

bool has_signature(std::span<const std::byte> head) {
  return head.size() >= 4 && number_at(head, 0) == entry_signature;
}

std::vector<Entry> read_directory(ByteSource& bytes, FindingSink& findings) {
  const Extent extent = find_directory(bytes);
  if (extent.offset > bytes.size() || extent.size > bytes.size() - extent.offset || extent.size > max_directory_size)
    fail(bytes, "zip.directory", extent.offset, "the directory of the archive is not all there, or has more than 64 MiB");
  const auto directory = bytes.read_exactly(extent.offset, extent.size);
  ByteCursor cursor(directory, std::endian::little, bytes.name(), extent.offset);
  std::vector<Entry> entries;
  try {
    while (cursor.remaining() >= fixed_size && entries.size() < max_entries &&
           number_at(directory, cursor.position()) == directory_signature)
      entries.push_back(read_one(cursor));
  } catch (const FormatError&) {
    // An entry that the directory is too short for; the count tells.
  }
  if (entries.size() != extent.entries)
    findings.report({"zip.directory", Severity::warning, Place{bytes.name(), {}, extent.offset, {}, {}},
                     "the directory is said to have " + std::to_string(extent.entries) + " entries; " +
                         std::to_string(entries.size()) + " were read"});
  return entries;
}

std::vector<std::byte> read_entry(ByteSource& bytes, const Entry& entry, std::uint64_t max_size) {
  const auto refuse = [&](const std::string& why) { fail(bytes, "zip.entry", entry.offset, entry.name + " " + why); };
  if (entry.is_encrypted())
    refuse("is encrypted");
  if (entry.method != 0 && entry.method != 8)
    refuse("is compressed in a way that is not known; unpack the archive first");
  if (entry.size > max_size || entry.compressed_size > max_size)
    refuse("has more than " + std::to_string(max_size) + " bytes");
  const auto head = bytes.read_exactly(entry.offset, local_size);
  if (!has_signature(head))
    refuse("is not where the directory says");
  ByteCursor cursor(head, std::endian::little);
  cursor.seek(26);
  const std::uint64_t name_size = cursor.read<std::uint16_t>();
  const std::uint64_t extra_size = cursor.read<std::uint16_t>();
  auto content = bytes.read_exactly(entry.offset + local_size + name_size + extra_size, entry.compressed_size);
  if (entry.method == 0)
    return content;
  const auto inflated = open_decompressed(open_memory(bytes.name(), std::move(content)), Compression::deflate);
  std::vector<std::byte> out(static_cast<std::size_t>(entry.size));
  if (inflated->read_at(0, out) != out.size())
    refuse("is shorter than the directory says");
  return out;
}

} // namespace micrograph::formats::zip
