#include "formats/tiff/directory.hpp"

#include "base/byte_cursor.hpp"

#include <algorithm>
#include <cstring>
#include <unordered_set>

namespace micrograph::formats::tiff {

namespace {

constexpr std::uint16_t big_version = 43;

ByteCursor cursor_over(const std::vector<std::byte>& bytes, std::endian order) {
  return {bytes, order};
}

} // namespace

std::uint64_t size_of(Type type) {
  switch (type) {
  case Type::byte:
  case Type::ascii:
  case Type::sbyte:
  case Type::undefined:
    return 1;
  case Type::short_:
  case Type::sshort:
    return 2;
  case Type::long_:
  case Type::slong:
  case Type::float_:
  case Type::ifd:
    return 4;
  case Type::rational:
  case Type::srational:
  case Type::double_:
  case Type::long8:
  case Type::slong8:
  case Type::ifd8:
    return 8;
  }
  return 0;
}

const Entry* Directory::find(std::uint16_t tag) const {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.tag == tag; });
  return found == entries.end() ? nullptr : &*found;
}

bool has_signature(std::span<const std::byte> head) {
  if (head.size() < 8)
    return false;
  for (const char* const signature : {"II*\0", "MM\0*", "II+\0", "MM\0+"})
    if (std::memcmp(head.data(), signature, 4) == 0)
      return true;
  return false;
}

File::File(ByteSource& bytes) : bytes_(bytes) {
  std::vector<std::byte> head(16);
  head.resize(bytes.read_at(0, head));
  if (!has_signature(head))
    throw FormatError("tiff.header", "the file does not start as a TIFF", place(0));
  order_ = head[0] == std::byte{'I'} ? std::endian::little : std::endian::big;
  ByteCursor cursor = cursor_over(head, order_);
  cursor.skip(2);
  big_ = cursor.read<std::uint16_t>() == big_version;
  if (!big_) {
    first_ = cursor.read<std::uint32_t>();
    return;
  }
  if (head.size() < 16 || cursor.read<std::uint16_t>() != 8 || cursor.read<std::uint16_t>() != 0)
    throw FormatError("tiff.header", "the header of the BigTIFF does not say 8-byte offsets", place(4));
  first_ = cursor.read<std::uint64_t>();
}

Place File::place(std::uint64_t offset, std::string path) const {
  return {bytes_.name(), std::move(path), offset, {}, {}};
}

std::optional<File::Head> File::head_of(std::uint64_t directory) const {
  const std::uint64_t count_size = big_ ? 8 : 2;
  if (directory == 0 || directory > bytes_.size() || bytes_.size() - directory < count_size)
    return {};
  const auto raw = bytes_.read_exactly(directory, count_size);
  ByteCursor cursor = cursor_over(raw, order_);
  return Head{big_ ? cursor.read<std::uint64_t>() : cursor.read<std::uint16_t>(), directory + count_size};
}

std::optional<std::uint64_t> File::link_after(std::uint64_t offset) const {
  const std::uint64_t link_size = big_ ? 8 : 4;
  if (offset > bytes_.size() || bytes_.size() - offset < link_size)
    return {};
  const auto raw = bytes_.read_exactly(offset, link_size);
  ByteCursor cursor = cursor_over(raw, order_);
  return big_ ? cursor.read<std::uint64_t>() : cursor.read<std::uint32_t>();
}

Directory File::read_directory(std::uint64_t offset, FindingSink& findings) const {
  const auto head = head_of(offset);
  if (!head)
    throw FormatError("tiff.directory", "there is no directory where the file says", place(offset));
  const std::uint64_t present = (bytes_.size() - head->entries_offset) / entry_size();
  const std::uint64_t count = std::min({head->entries, present, max_entries});
  if (count < head->entries)
    findings.report({"tiff.directory-truncated", Severity::warning, place(offset),
                     "the directory says that it has " + std::to_string(head->entries) + " fields; " +
                         std::to_string(count) + " were read"});

  Directory directory{offset, {}, 0};
  const auto raw = bytes_.read_exactly(head->entries_offset, count * entry_size());
  ByteCursor cursor = cursor_over(raw, order_);
  const std::uint64_t inline_size = big_ ? 8 : 4;
  for (std::uint64_t i = 0; i < count; ++i) {
    Entry entry;
    entry.tag = cursor.read<std::uint16_t>();
    entry.type = static_cast<Type>(cursor.read<std::uint16_t>());
    entry.count = big_ ? cursor.read<std::uint64_t>() : cursor.read<std::uint32_t>();
    const std::uint64_t value_position = head->entries_offset + cursor.position();
    const std::uint64_t value = big_ ? cursor.read<std::uint64_t>() : cursor.read<std::uint32_t>();
    const std::uint64_t value_size = size_of(entry.type);
    const std::string path = "tag " + std::to_string(entry.tag);
    if (value_size == 0) {
      findings.report(
          {"tiff.field-type", Severity::warning, place(value_position, path),
           "type " + std::to_string(static_cast<int>(entry.type)) + " is unknown; the field was left out"});
      continue;
    }
    if (entry.count > bytes_.size() / value_size) {
      findings.report(
          {"tiff.field-truncated", Severity::warning, place(value_position, path),
           std::to_string(entry.count) + " values do not fit in the file; the field was left out"});
      continue;
    }
    entry.size = entry.count * value_size;
    entry.offset = entry.size <= inline_size ? value_position : value;
    if (entry.offset > bytes_.size() || entry.size > bytes_.size() - entry.offset) {
      findings.report({"tiff.field-truncated", Severity::warning, place(entry.offset, path),
                       "the value lies outside of the file; the field was left out"});
      continue;
    }
    directory.entries.push_back(entry);
  }
  if (count == head->entries)
    directory.next = link_after(head->entries_offset + count * entry_size()).value_or(0);
  return directory;
}

std::optional<std::uint64_t> File::count_directories(FindingSink& findings) const {
  std::unordered_set<std::uint64_t> seen;
  for (std::uint64_t offset = first_; offset != 0;) {
    const auto stop = [&](const char* code, const char* text) {
      findings.report({code, Severity::warning, place(offset), text});
      return std::nullopt;
    };
    if (!seen.insert(offset).second)
      return stop("tiff.directory-cycle",
                  "the chain of directories leads back into itself; they were not counted");
    if (seen.size() > max_directories)
      return stop("tiff.directory-count", "the chain of directories is too long; they were not counted");
    const auto head = head_of(offset);
    std::optional<std::uint64_t> next;
    if (head && head->entries <= (bytes_.size() - head->entries_offset) / entry_size())
      next = link_after(head->entries_offset + head->entries * entry_size());
    if (!next)
      return stop("tiff.directory-chain",
                  "the chain of directories leads out of the file; they were not counted");
    offset = *next;
  }
  return seen.size();
}

std::vector<std::byte> File::value_of(const Entry& entry, std::uint64_t max_size) const {
  return bytes_.read_exactly(entry.offset, std::min(entry.size, max_size));
}

} // namespace micrograph::formats::tiff
