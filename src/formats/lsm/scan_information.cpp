#include "formats/lsm/scan_information.hpp"

#include "base/as_text.hpp"
#include "base/byte_cursor.hpp"
#include "formats/hexadecimal.hpp"
#include "formats/lsm/scan_names.hpp"
#include "formats/number_text.hpp"
#include "formats/text.hpp"

#include <bit>
#include <vector>

namespace micrograph::formats::lsm {

namespace {

using document::Record;

constexpr std::uint32_t end_of_level = 0xFFFFFFFF;
constexpr std::uint32_t type_level = 0;
constexpr std::uint32_t type_text = 2;
constexpr std::uint32_t type_number = 4;
constexpr std::uint32_t type_real = 5;
constexpr std::size_t max_depth = 16; ///< real files have four
constexpr std::size_t max_entries = 200'000;
constexpr std::uint32_t max_value_size = 1 << 20; ///< bytes

struct Entry {
  std::uint32_t id;
  std::uint32_t type;
  std::uint32_t size; ///< bytes of the value
};

std::string value_of(std::span<const std::byte> raw, std::uint32_t type) {
  ByteCursor cursor(raw, std::endian::little);
  if (type == type_text)
    return text_of_field(as_text(raw));
  if (type == type_number && raw.size() == 4)
    return std::to_string(cursor.read<std::int32_t>());
  if (type == type_real && raw.size() == 8)
    return number_text(std::bit_cast<double>(cursor.read<std::uint64_t>()));
  return hexadecimal(raw);
}

class Reader {
public:
  Reader(ByteSource& bytes, std::uint64_t position) : bytes_(bytes), position_(position) {}

  [[nodiscard]] std::uint64_t position() const { return position_; }

  /// Up to the end of the level that the first entry opens. Throws FormatError.
  void read(Record& root) {
    std::vector<Record*> open{&root};
    for (std::size_t entries = 0;; ++entries) {
      if (entries == max_entries)
        throw FormatError("lsm.scan-information", "there are too many entries", {});
      const Entry entry = next();
      if (entry.id == end_of_level) {
        open.pop_back();
        if (open.size() <= 1)
          return;
        continue;
      }
      auto& siblings = open.back()->children;
      if (entry.type == type_level) {
        if (open.size() > max_depth)
          throw FormatError("lsm.scan-information", "levels are nested too deep", {});
        siblings.push_back(Record::branch(name_of_entry(entry.id)));
        open.push_back(&siblings.back());
      } else {
        if (open.size() == 1)
          throw FormatError("lsm.scan-information", "the first entry opens no level", {});
        if (entry.size > max_value_size)
          throw FormatError("lsm.scan-information", "a value is larger than any real one", {});
        const auto raw = bytes_.read_exactly(position_, entry.size);
        siblings.push_back(Record::leaf(name_of_entry(entry.id), value_of(raw, entry.type)));
      }
      position_ += entry.size;
    }
  }

private:
  Entry next() {
    const auto raw = bytes_.read_exactly(position_, 12);
    ByteCursor cursor(raw, std::endian::little);
    Entry entry{};
    entry.id = cursor.read<std::uint32_t>();
    entry.type = cursor.read<std::uint32_t>();
    entry.size = cursor.read<std::uint32_t>();
    position_ += 12;
    return entry;
  }

  ByteSource& bytes_;
  std::uint64_t position_;
};

} // namespace

Record read_scan_information(ByteSource& bytes, std::uint64_t position, FindingSink& findings) {
  Record record = Record::branch("ScanInformation");
  Reader reader(bytes, position);
  try {
    reader.read(record);
  } catch (const FormatError& error) {
    findings.report({"lsm.scan-information", Severity::warning,
                     Place{bytes.name(), "scan information", reader.position(), {}, {}},
                     std::string(error.what()) + "; what stands before it was read"});
  }
  return record;
}

} // namespace micrograph::formats::lsm
