#include "formats/nd2/lite_variant.hpp"

#include "base/byte_cursor.hpp"
#include "base/compression.hpp"
#include "base/utf16.hpp"
#include "formats/hexadecimal.hpp"
#include "formats/number_text.hpp"
#include "formats/xml_name.hpp"

#include <algorithm>
#include <bit>
#include <optional>
#include <string>

namespace micrograph::formats::nd2 {

namespace {

using document::Record;

enum class Type : std::uint8_t {
  boolean = 1,
  int32 = 2,
  uint32 = 3,
  int64 = 4,
  uint64 = 5,
  real = 6,
  pointer = 7,
  text = 8,
  bytes = 9,
  nothing = 10,
  level = 11,
  compressed = 76, // the L of "LV0Z"
};

constexpr int max_depth = 48; ///< levels, and variants in the bytes of variants; real files have 12

class VariantReader {
public:
  VariantReader(std::span<const std::byte> bytes, VariantBudget& budget, int depth)
      : bytes_(bytes), budget_(budget), depth_(depth) {}

  /// Reads all items. Throws FormatError `input.truncated`, or `nd2.variant` for what cannot be.
  void read_all(Record& parent) {
    ByteCursor cursor(bytes_, std::endian::little);
    read_items(cursor, parent, UINT64_MAX);
  }
  /// Where the item begins that was read last.
  [[nodiscard]] std::size_t position() const { return position_; }

private:
  [[noreturn]] void fail(const std::string& text) const { throw FormatError("nd2.variant", text, {}); }

  /// The cursor ends where the level does, so that nothing in it reaches out of it.
  void read_items(ByteCursor& cursor, Record& parent, std::uint64_t count) {
    if (++depth_ > max_depth)
      fail("levels are nested more than " + std::to_string(max_depth) + " deep");
    for (std::uint64_t i = 0; i < count && cursor.remaining() > 0; ++i)
      read_item(cursor, parent);
    --depth_;
  }

  void read_item(ByteCursor& cursor, Record& parent) {
    if (budget_.values == 0)
      fail("the variants of this file hold too many values");
    --budget_.values;
    position_ = cursor.position();
    const auto type = static_cast<Type>(cursor.read<std::uint8_t>());
    if (type == Type::compressed) {
      read_compressed(cursor, parent);
      return;
    }
    const std::size_t name_size = std::size_t{cursor.read<std::uint8_t>()} * 2;
    std::string name = text_of_utf16(cursor.bytes(name_size));
    name.erase(std::min(name.find('\0'), name.size()));
    if (type == Type::level)
      read_level(cursor, parent, name);
    else if (type == Type::bytes)
      read_bytes(cursor, parent, name);
    else if (type == Type::nothing)
      parent.children.push_back(Record::branch(xml_name(name)));
    else
      parent.children.push_back(Record::leaf(xml_name(name), value_of(cursor, type)));
  }

  std::string value_of(ByteCursor& cursor, Type type) const {
    switch (type) {
    case Type::boolean: {
      const auto value = cursor.read<std::uint8_t>();
      return value > 1 ? std::to_string(value) : value == 1 ? "true" : "false";
    }
    case Type::int32:
      return std::to_string(cursor.read<std::int32_t>());
    case Type::uint32:
      return std::to_string(cursor.read<std::uint32_t>());
    case Type::int64:
      return std::to_string(cursor.read<std::int64_t>());
    case Type::uint64:
    case Type::pointer:
      return std::to_string(cursor.read<std::uint64_t>());
    case Type::real:
      return number_text(std::bit_cast<double>(cursor.read<std::uint64_t>()));
    case Type::text:
      return read_text(cursor);
    case Type::bytes:
    case Type::nothing:
    case Type::level:
    case Type::compressed:
      break;
    }
    fail("there is no type " + std::to_string(static_cast<int>(type)));
  }

  std::string read_text(ByteCursor& cursor) const {
    const std::size_t start = cursor.position();
    while (cursor.read<std::uint16_t>() != 0) {
    }
    return text_of_utf16(bytes_.subspan(start, cursor.position() - start - 2));
  }

  /// Its length counts from the first byte of the item; the table behind it, one position for each member, is of use
  /// to who wants to jump.
  void read_level(ByteCursor& cursor, Record& parent, const std::string& name) {
    const std::size_t start = position_;
    const auto count = cursor.read<std::uint32_t>();
    const auto length = cursor.read<std::uint64_t>();
    const std::size_t first = cursor.position();
    if (length < first - start || length - (first - start) > cursor.remaining())
      fail("a level ends outside of the one that it is in");
    const std::size_t end = start + static_cast<std::size_t>(length);
    parent.children.push_back(level_of(name));
    ByteCursor members(bytes_.first(end), std::endian::little);
    members.seek(first);
    read_items(members, parent.children.back(), count);
    cursor.seek(end);
    cursor.skip(static_cast<std::size_t>(std::min<std::uint64_t>(std::uint64_t{count} * 8, cursor.remaining())));
  }

  static Record level_of(const std::string& name) {
    const std::size_t last = name.find_last_not_of("0123456789");
    if (last == std::string::npos || last + 1 == name.size())
      return Record::branch(xml_name(name));
    return Record::leaf(xml_name(name.substr(0, last + 1)), name.substr(last + 1));
  }

  void read_bytes(ByteCursor& cursor, Record& parent, const std::string& name) {
    const auto size = cursor.read<std::uint64_t>();
    if (size > cursor.remaining())
      fail("bytes end outside of the level that they are in");
    const auto bytes = cursor.bytes(static_cast<std::size_t>(size));
    if (auto inner = variant_in(bytes, name)) {
      parent.children.push_back(std::move(*inner));
      return;
    }
    if (bytes.size() > budget_.bytes)
      fail("the variants of this file hold too many plain bytes");
    budget_.bytes -= bytes.size();
    parent.children.push_back(Record::leaf(xml_name(name), hexadecimal(bytes)));
  }

  /// A table of numbers may start as a variant does: only what is one up to its last byte is taken for one.
  std::optional<Record> variant_in(std::span<const std::byte> bytes, const std::string& name) {
    if (!looks_like_variant(bytes))
      return {};
    Record record = Record::branch(xml_name(name));
    try {
      VariantReader(bytes, budget_, depth_ + 1).read_all(record);
      return record;
    } catch (const FormatError&) {
      return {};
    }
  }

  /// "LV0Z", the size of what comes out, and a zlib stream up to the end.
  void read_compressed(ByteCursor& cursor, Record& parent) {
    cursor.skip(3 + 8);
    const auto inflated = decompress_zlib(cursor.bytes(cursor.remaining()), budget_.inflated);
    budget_.inflated -= inflated.size();
    VariantReader(inflated, budget_, depth_ + 1).read_all(parent);
  }

  std::span<const std::byte> bytes_;
  VariantBudget& budget_;
  int depth_;
  std::size_t position_ = 0;
};

} // namespace

bool looks_like_variant(std::span<const std::byte> bytes) {
  if (bytes.size() < 3)
    return false;
  const auto type = std::to_integer<unsigned>(bytes[0]);
  if (type == static_cast<unsigned>(Type::compressed))
    return bytes.size() > 12 && std::to_integer<char>(bytes[1]) == 'V' && std::to_integer<char>(bytes[3]) == 'Z';
  // The name of an item ends with a NUL of two bytes, which its length counts.
  const std::size_t name_size = std::to_integer<std::size_t>(bytes[1]) * 2;
  return type >= 1 && type <= 11 && name_size > 2 && name_size + 2 < bytes.size() && bytes[name_size] == std::byte{0} &&
         bytes[name_size + 1] == std::byte{0};
}

void read_variant(std::span<const std::byte> bytes, Record& parent, VariantBudget& budget, const Place& place,
                  FindingSink& findings) {
  VariantReader reader(bytes, budget, 0);
  try {
    reader.read_all(parent);
  } catch (const FormatError& error) {
    Place where = place;
    where.offset = place.offset.value_or(0) + reader.position();
    findings.report({"nd2.variant", Severity::warning, std::move(where),
                     std::string(error.what()) + "; what stands before it was read"});
  }
}

std::optional<Record> whole_variant(std::span<const std::byte> bytes, const std::string& name, VariantBudget& budget) {
  if (!looks_like_variant(bytes))
    return {};
  Record record = Record::branch(name);
  try {
    VariantReader(bytes, budget, 0).read_all(record);
  } catch (const FormatError&) {
    return {};
  }
  return record;
}

} // namespace micrograph::formats::nd2
