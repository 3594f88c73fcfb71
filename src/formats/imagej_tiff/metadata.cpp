#include "formats/imagej_tiff/metadata.hpp"

#include "base/as_text.hpp"
#include "base/byte_cursor.hpp"
#include "base/utf16.hpp"
#include "formats/number_text.hpp"
#include "formats/text.hpp"
#include "formats/xml_name.hpp"

#include <algorithm>
#include <bit>
#include <string>
#include <utility>
#include <vector>

namespace micrograph::formats::imagej_tiff {

namespace {

using document::Record;

constexpr std::uint64_t max_description_size = 1 << 20;          ///< bytes
constexpr std::uint64_t max_metadata_size = std::uint64_t{64} << 20; ///< bytes
constexpr std::uint64_t max_counts = 1'000'000;
constexpr std::size_t max_kinds = 64; ///< of blocks; ImageJ has seven

/// One `key=value` in a line; a line without `=` is kept as it is.
void add_description(std::string_view text, Record& record) {
  Record description = Record::branch("Description");
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r'))
      line.remove_suffix(1);
    if (line.empty())
      continue;
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos)
      description.children.push_back(Record::leaf("Line", std::string(line)));
    else
      description.children.push_back(Record::leaf(xml_name(line.substr(0, equals)), std::string(line.substr(equals + 1))));
  }
  record.children.push_back(std::move(description));
}

/// UTF-16 in the order of the file.
std::string text_of(std::span<const std::byte> bytes, std::endian order) {
  if (order == std::endian::little)
    return text_of_utf16(bytes);
  std::vector<std::byte> swapped(bytes.begin(), bytes.end());
  for (std::size_t i = 0; i + 1 < swapped.size(); i += 2)
    std::swap(swapped[i], swapped[i + 1]);
  return text_of_utf16(swapped);
}

struct Kind {
  std::string name; ///< four characters
  std::uint32_t count;
};

class Blocks {
public:
  Blocks(std::span<const std::byte> metadata, std::vector<std::uint32_t> sizes, std::endian order)
      : cursor_(metadata, order), sizes_(std::move(sizes)), order_(order) {}

  /// Throws FormatError if the bytes end before the blocks do, or are none.
  void read(Record& record) {
    const auto kinds = read_kinds();
    for (const Kind& kind : kinds)
      for (std::uint32_t i = 0; i < kind.count; ++i)
        add_block(kind.name, cursor_.bytes(next_size()), record);
  }

private:
  std::uint32_t next_size() {
    if (at_ == sizes_.size())
      throw FormatError("imagej-tiff.metadata", "there are more blocks than sizes", {});
    return sizes_[at_++];
  }

  /// In a little-endian file even the names are turned around.
  std::string name() {
    std::string name = to_text(cursor_.bytes(4));
    if (order_ == std::endian::little)
      std::reverse(name.begin(), name.end());
    return name;
  }
  static std::string to_text(std::span<const std::byte> bytes) {
    return std::string(as_text(bytes));
  }

  std::vector<Kind> read_kinds() {
    const std::uint32_t size = next_size();
    if (name() != "IJIJ" || size < 4 || (size - 4) / 8 > max_kinds)
      throw FormatError("imagej-tiff.metadata", "the blocks have no header", {});
    std::vector<Kind> kinds;
    for (std::uint32_t i = 0; i < (size - 4) / 8; ++i) {
      std::string kind = name();
      kinds.push_back({std::move(kind), cursor_.read<std::uint32_t>()});
    }
    return kinds;
  }

  void add_block(const std::string& kind, std::span<const std::byte> bytes, Record& record) {
    if (kind == "info")
      record.children.push_back(Record::leaf("Info", text_of(bytes, order_)));
    else if (kind == "labl")
      record.children.push_back(Record::leaf("Label", text_of(bytes, order_)));
    else if (kind == "prop")
      record.children.push_back(Record::leaf("Property", text_of(bytes, order_)));
    else if (kind == "rang")
      record.children.push_back(Record::leaf("Range", reals(bytes)));
    else
      add_other(kind, bytes.size(), record);
  }

  [[nodiscard]] std::string reals(std::span<const std::byte> bytes) const {
    ByteCursor cursor(bytes, order_);
    std::string text;
    while (cursor.remaining() >= 8)
      text += (text.empty() ? "" : " ") + number_text(std::bit_cast<double>(cursor.read<std::uint64_t>()));
    return text;
  }

  /// Look-up tables, regions and overlays are drawings: only that they are there is told.
  static void add_other(const std::string& kind, std::size_t size, Record& record) {
    Record other = Record::branch("Block");
    other.children.push_back(Record::leaf("Kind", text_of_field(kind)));
    other.children.push_back(Record::leaf("Size", std::to_string(size)));
    record.children.push_back(std::move(other));
  }

  ByteCursor cursor_;
  std::vector<std::uint32_t> sizes_;
  std::endian order_;
  std::size_t at_ = 0;
};

std::vector<std::uint32_t> sizes_of(const tiff::File& file, const tiff::Entry& counts) {
  const auto raw = file.value_of(counts, max_counts * 4);
  ByteCursor cursor(raw, file.byte_order());
  std::vector<std::uint32_t> sizes;
  while (cursor.remaining() >= 4)
    sizes.push_back(cursor.read<std::uint32_t>());
  return sizes;
}

} // namespace

bool is_description(std::string_view text) { return text.starts_with("ImageJ=") || text.starts_with("SCIFIO="); }

const tiff::Entry* find_description(const tiff::Start& start) { return start.find_description(is_description); }

Record read_metadata(const tiff::File& file, const tiff::Directory& directory, const tiff::Entry& description,
                     const std::string& source, FindingSink& findings) {
  Record record = Record::branch("ImageJ");
  const auto text = file.value_of(description, max_description_size);
  add_description(text_of_field(as_text(text)), record);
  const tiff::Entry* const counts = directory.find(counts_tag);
  const tiff::Entry* const metadata = directory.find(metadata_tag);
  if (!counts || !metadata || counts->type != tiff::Type::long_)
    return record;
  const auto bytes = file.value_of(*metadata, max_metadata_size);
  try {
    Blocks(bytes, sizes_of(file, *counts), file.byte_order()).read(record);
  } catch (const FormatError& error) {
    findings.report({"imagej-tiff.metadata", Severity::warning, Place{source, "tag 50839", metadata->offset, {}, {}},
                     std::string(error.what()) + "; what stands before it was read"});
  }
  return record;
}

} // namespace micrograph::formats::imagej_tiff
