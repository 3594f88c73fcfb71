#include "formats/vsi/volume.hpp"

#include "base/byte_cursor.hpp"
#include "formats/vsi/tag_names.hpp"
#include "formats/vsi/value.hpp"

#include <bit>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace micrograph::formats::vsi {

namespace {

using document::Record;

constexpr std::uint64_t header_size = 24; ///< bytes
constexpr std::uint64_t entry_size = 16;  ///< bytes, without a second tag
constexpr std::uint16_t volume_mark = 0x5349;
constexpr std::uint32_t entries_mask = 0x0FFFFFFF;
constexpr std::size_t max_depth = 64; ///< real files have eleven
constexpr std::size_t max_entries = 1'000'000;
constexpr std::uint64_t max_value_size = 4096; ///< bytes; what is longer are thumbnails and tables

// What the upper bits of a type say.
constexpr std::uint32_t has_second_tag = 0x08000000;
constexpr std::uint32_t is_extended = 0x10000000;
constexpr std::uint32_t is_array = 0x20000000;
constexpr std::uint32_t is_inline = 0x40000000; ///< the field for the size holds the value
constexpr std::uint32_t type_mask = 0x00FFFFFF;

/// Extended types from 0 to this hold a volume; others hold bytes of a TIFF.
constexpr std::uint32_t last_volume_type = 2;

/// What a volume holds; entries of lists are numbered by their tags.
enum class Content { properties, list };

struct Header {
  std::uint64_t first_entry; ///< bytes from the start of the file
  std::uint32_t entries;
};

struct Entry {
  std::uint32_t type;
  std::uint32_t tag;
  std::uint32_t next; ///< bytes from the start of the volume; 0 for the last
  std::uint32_t size;
  std::optional<std::uint32_t> second_tag;
  std::uint64_t value; ///< bytes from the start of the file

  [[nodiscard]] std::uint32_t value_type() const { return type & type_mask; }
  [[nodiscard]] bool holds_volume() const {
    return (type & is_extended) != 0 && value_type() <= last_volume_type;
  }
};

class Reader {
public:
  Reader(ByteSource& bytes, FindingSink& findings) : bytes_(bytes), findings_(findings) {}

  void read(Record& root) {
    if (!read_header(first_volume))
      throw FormatError("vsi.header", "there is no volume behind the header of the TIFF",
                        Place{bytes_.name(), {}, first_volume, {}, {}});
    read_volume(first_volume, root_volume, Content::properties, 0, root);
    if (faults_ > 0)
      findings_.report(
          {"vsi.volume", Severity::warning, Place{bytes_.name(), "volume", first_fault_, {}, {}},
           first_text_ + (faults_ == 1 ? "" : "; places like this: " + std::to_string(faults_))});
    if (long_values_ > 0)
      findings_.report({"vsi.long-value", Severity::note, Place{bytes_.name(), {}, {}, {}, {}},
                        "values of more than " + std::to_string(max_value_size) +
                            " bytes (thumbnails, tables) were left out: " + std::to_string(long_values_)});
  }

private:
  [[nodiscard]] bool has(std::uint64_t offset, std::uint64_t length) const {
    return offset <= bytes_.size() && length <= bytes_.size() - offset;
  }

  /// What is broken often comes from one broken place: the first is told, the others are counted.
  void report(std::uint64_t offset, const char* text) {
    if (faults_++ > 0)
      return;
    first_fault_ = offset;
    first_text_ = text;
  }

  /// Absent if there is none.
  std::optional<Header> read_header(std::uint64_t offset) {
    if (!has(offset, header_size))
      return {};
    const auto raw = bytes_.read_exactly(offset, header_size);
    ByteCursor cursor(raw, std::endian::little);
    const auto size = cursor.read<std::uint16_t>();
    const auto mark = cursor.read<std::uint16_t>();
    cursor.skip(4); // version
    const auto data = cursor.read<std::uint64_t>();
    const auto entries = cursor.read<std::uint32_t>() & entries_mask;
    if (size != header_size || mark != volume_mark || (entries > 0 && !has(offset, data)))
      return {};
    return Header{offset + data, entries};
  }

  /// Absent if it is not all there.
  std::optional<Entry> read_entry(std::uint64_t offset) {
    if (!has(offset, entry_size))
      return {};
    const auto raw = bytes_.read_exactly(offset, entry_size);
    ByteCursor cursor(raw, std::endian::little);
    Entry entry{};
    entry.type = cursor.read<std::uint32_t>();
    entry.tag = cursor.read<std::uint32_t>();
    entry.next = cursor.read<std::uint32_t>();
    entry.size = cursor.read<std::uint32_t>();
    entry.value = offset + entry_size;
    if ((entry.type & has_second_tag) != 0) {
      if (!has(entry.value, 4))
        return {};
      const auto second = bytes_.read_exactly(entry.value, 4);
      entry.second_tag = ByteCursor(second, std::endian::little).read<std::uint32_t>();
      entry.value += 4;
    }
    return entry;
  }

  void read_volume(std::uint64_t offset, std::uint32_t tag, Content content, std::size_t depth,
                   Record& record) {
    const auto header = read_header(offset);
    if (!header)
      return report(offset, "there is no volume where an entry says that it begins");
    if (depth > max_depth || !volumes_.insert(offset).second)
      return report(offset, "volumes are nested too deep, or lead back into each other");
    std::uint64_t at = header->first_entry;
    for (std::uint32_t i = 0; i < header->entries; ++i) {
      if (++entries_ > max_entries)
        return report(at, "there are more entries than in any real file; those from here on were left out");
      const auto entry = read_entry(at);
      if (!entry)
        return report(at, "the file ends within a volume");
      take(*entry, tag, content, depth, record);
      if (entry->next == 0)
        return;
      // Entries follow each other, so that a chain cannot lead back.
      if (offset + entry->next <= at)
        return report(at, "an entry leads back to one before it; what follows was not read");
      at = offset + entry->next;
    }
  }

  void take(const Entry& entry, std::uint32_t volume_tag, Content content, std::size_t depth,
            Record& record) {
    const bool is_item = content == Content::list && entry.tag < first_list_tag;
    Record child = Record::branch(is_item ? "Item" : name_of_tag(volume_tag, entry.tag));
    if (is_item)
      child.children.push_back(Record::leaf("Index", std::to_string(entry.tag)));
    if (entry.second_tag)
      child.children.push_back(Record::leaf("Index", std::to_string(*entry.second_tag)));
    if (entry.holds_volume()) {
      const auto inner = entry.value_type() == last_volume_type ? Content::list : Content::properties;
      read_volume(entry.value, is_item ? volume_tag : entry.tag, inner, depth + 1, child);
    } else if ((entry.type & is_extended) != 0) {
      return; // bytes of the preview's TIFF
    } else if ((entry.type & is_inline) != 0) {
      set_value(child, text_of_inline(entry.value_type(), entry.size));
    } else if (entry.size > max_value_size) {
      ++long_values_;
      return;
    } else if (!has(entry.value, entry.size) || (value_bytes_ += entry.size) > bytes_.size()) {
      return report(entry.value, "a value ends behind the file, or values overlap; it was left out");
    } else {
      set_value(child, text_of_value(entry.value_type(), (entry.type & is_array) != 0,
                                     bytes_.read_exactly(entry.value, entry.size)));
    }
    record.children.push_back(std::move(child));
  }

  static void set_value(Record& record, std::string text) {
    record.value = std::move(text);
    record.has_value = true;
  }

  ByteSource& bytes_;
  FindingSink& findings_;
  std::set<std::uint64_t> volumes_; ///< offsets of those that were read
  std::uint64_t value_bytes_ = 0;
  std::size_t entries_ = 0, long_values_ = 0, faults_ = 0;
  std::uint64_t first_fault_ = 0;
  std::string first_text_;
};

} // namespace

Record read_volumes(ByteSource& bytes, FindingSink& findings) {
  Record root = Record::branch("Properties");
  Reader(bytes, findings).read(root);
  return root;
}

} // namespace micrograph::formats::vsi
