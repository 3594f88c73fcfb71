#include "formats/compound_file/compound_file.hpp"

#include "base/byte_cursor.hpp"
#include "base/utf16.hpp"

#include <algorithm>
#include <bit>
#include <utility>

namespace micrograph::formats::compound_file {

namespace {

constexpr std::uint64_t entry_size = 128;    ///< bytes
constexpr std::uint64_t max_entries = 65536; ///< of the directory; the planes of an OIB are two each
constexpr std::size_t max_depth = 8;         ///< of storages in storages; real files have one level
constexpr std::uint32_t first_no_entry = 0xFFFFFFFA;
constexpr std::uint8_t type_storage = 1;
constexpr std::uint8_t type_stream = 2;

/// An entry of the directory, which is a tree: `left` and `right` lead to its siblings.
struct Entry {
  std::string name; ///< empty if it cannot be read
  std::uint8_t type = 0;
  std::uint32_t left = 0, right = 0, child = 0, start = 0;
  std::uint64_t size = 0;
};

Entry entry_at(std::span<const std::byte> directory, std::uint64_t id, std::uint16_t version) {
  const auto raw = directory.subspan(id * entry_size, entry_size);
  ByteCursor cursor(raw, std::endian::little);
  Entry entry;
  cursor.seek(64);
  const auto name_size = cursor.read<std::uint16_t>(); // with the NUL
  if (name_size >= 2 && name_size <= 64 && name_size % 2 == 0)
    entry.name = text_of_utf16(raw.first(name_size - 2U));
  entry.type = cursor.read<std::uint8_t>();
  cursor.skip(1);
  entry.left = cursor.read<std::uint32_t>();
  entry.right = cursor.read<std::uint32_t>();
  entry.child = cursor.read<std::uint32_t>();
  cursor.seek(116);
  entry.start = cursor.read<std::uint32_t>();
  entry.size = cursor.read<std::uint64_t>();
  if (version == 3)
    entry.size &= 0xFFFFFFFF; // the other half may hold anything
  return entry;
}

} // namespace

CompoundFile::CompoundFile(ByteSource& bytes, FindingSink& findings)
    : header_(bytes), table_(bytes, header_) {
  const auto sectors = table_.chain(header_.first_directory, table_.sectors_of(max_entries * entry_size));
  const auto directory = table_.read(sectors, 0, sectors.size() * table_.sector_size());
  if (directory.size() < entry_size)
    throw FormatError("compound-file.chain", "there is no directory",
                      Place{bytes.name(), "directory", {}, {}, {}});
  const Entry root = entry_at(directory, 0, header_.version);
  root_ = {{}, root.size, root.start};
  list_streams(bytes.name(), directory, findings);
}

void CompoundFile::list_streams(const std::string& source, std::span<const std::byte> directory,
                                FindingSink& findings) {
  struct Visit {
    std::uint32_t entry;
    std::string prefix; ///< of the paths below the storage that it lies in
    std::size_t depth;
  };
  const std::uint64_t count = directory.size() / entry_size;
  std::vector<bool> is_known(count);
  std::vector<std::pair<std::uint32_t, Stream>> found;
  std::vector<Visit> open{{entry_at(directory, 0, header_.version).child, "", 0}};
  is_known[0] = true;
  std::uint64_t left_out = 0;
  while (!open.empty()) {
    const Visit visit = std::move(open.back());
    open.pop_back();
    if (visit.entry >= first_no_entry)
      continue;
    if (visit.entry >= count || is_known[visit.entry] || visit.depth > max_depth) {
      ++left_out;
      continue;
    }
    is_known[visit.entry] = true;
    const Entry entry = entry_at(directory, visit.entry, header_.version);
    open.push_back({entry.left, visit.prefix, visit.depth});
    open.push_back({entry.right, visit.prefix, visit.depth});
    if (entry.type == type_stream && !entry.name.empty())
      found.emplace_back(visit.entry, Stream{visit.prefix + entry.name, entry.size, entry.start});
    else if (entry.type == type_storage && !entry.name.empty())
      open.push_back({entry.child, visit.prefix + entry.name + "/", visit.depth + 1});
    else
      ++left_out;
  }
  if (left_out > 0)
    findings.report({"compound-file.directory", Severity::warning, Place{source, "directory", {}, {}, {}},
                     "entries of the directory that are not there, or that it leads to twice or too deep, "
                     "were left out: " +
                         std::to_string(left_out)});
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& [entry, stream] : found)
    streams_.push_back(std::move(stream));
}

const Stream* CompoundFile::find(std::string_view path) const {
  const auto found = std::find_if(streams_.begin(), streams_.end(),
                                  [path](const Stream& stream) { return stream.path == path; });
  return found == streams_.end() ? nullptr : &*found;
}

std::vector<std::byte> CompoundFile::read(const Stream& stream, std::uint64_t most) const {
  const std::uint64_t length = std::min(stream.size, most);
  if (stream.size < Header::mini_cutoff)
    return read_mini(stream, length);
  return table_.read(table_.chain(stream.start, table_.sectors_of(length)), 0, length);
}

std::vector<std::byte> CompoundFile::read_mini(const Stream& stream, std::uint64_t length) const {
  if (!mini_)
    mini_ = {table_.chain(root_.start, table_.sectors_of(root_.size)),
             table_.chain(header_.first_mini_table,
                          table_.sectors_of(root_.size / Header::mini_sector_size * 4 + 4))};
  const auto next = [this](std::uint32_t mini_sector) {
    const auto number = table_.read(mini_->table, std::uint64_t{mini_sector} * 4, 4);
    return ByteCursor(number, std::endian::little).read<std::uint32_t>();
  };
  const std::uint64_t size = Header::mini_sector_size;
  std::vector<std::byte> out;
  for (const std::uint32_t mini_sector : follow_chain(stream.start, (length + size - 1) / size, next)) {
    const auto part = table_.read(mini_->sectors, mini_sector * size, std::min(size, length - out.size()));
    out.insert(out.end(), part.begin(), part.end());
  }
  if (out.size() < length)
    table_.refuse_chain(stream.start, "the chain of mini sectors ends before the stream does");
  return out;
}

bool has_signature(std::span<const std::byte> head) {
  return head.size() >= 8 && ByteCursor(head, std::endian::little).read<std::uint64_t>() == signature;
}

} // namespace micrograph::formats::compound_file
