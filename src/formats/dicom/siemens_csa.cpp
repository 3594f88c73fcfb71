#include "formats/dicom/siemens_csa.hpp"

#include "base/as_text.hpp"
#include "base/byte_cursor.hpp"
#include "formats/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace micrograph::formats::dicom {

namespace {

constexpr std::string_view owner = "SIEMENS CSA HEADER";
constexpr std::string_view mark = "SV10"; ///< what version 2 starts with
constexpr std::uint32_t most_entries = 1000;
constexpr std::int32_t most_items = 10000;

std::string field(ByteCursor& cursor, std::size_t size) {
  const auto bytes = cursor.bytes(size);
  std::string text = text_of_field(as_text(bytes));
  const std::size_t first = text.find_first_not_of(' ');
  const std::size_t last = text.find_last_not_of(" \n");
  return first == std::string::npos || last == std::string::npos ? "" : text.substr(first, last + 1 - first);
}

/// Version 1 writes the length of a value together with the number of items of the header's first entry.
struct Layout {
  bool is_second = false;
  std::int32_t first_items = 0;
};

/// Absent values are empty texts; only as many as the entry's multiplicity counts mean something, if it says one.
JsonValue read_items(ByteCursor& cursor, std::int32_t items, std::int32_t multiplicity, const Layout& layout) {
  JsonValue values = JsonValue::array();
  for (std::int32_t i = 0; i < items; ++i) {
    std::array<std::int32_t, 4> sizes{};
    for (std::int32_t& size : sizes)
      size = cursor.read<std::int32_t>();
    const std::int64_t length = layout.is_second ? std::int64_t{sizes[1]} : std::int64_t{sizes[0]} - layout.first_items;
    if (length < 0 || static_cast<std::uint64_t>(length) > cursor.remaining()) {
      // Version 1 fills up the items beyond the multiplicity with nonsense.
      if (!layout.is_second && i >= multiplicity)
        break;
      throw FormatError("dicom.csa", "an entry is longer than the header");
    }
    const std::string text = field(cursor, static_cast<std::size_t>(length));
    cursor.skip(std::min<std::size_t>(cursor.remaining(), static_cast<std::size_t>((4 - length % 4) % 4)));
    if (multiplicity == 0 ? !text.empty() : i < multiplicity)
      values.append(JsonValue::of_text(text));
  }
  return values;
}

} // namespace

bool is_siemens_csa(std::string_view creator, Tag tag, std::span<const std::byte> value) {
  const int number = tag.element & 0xFF;
  const std::string_view text = as_text(value);
  return tag.group == 0x0029 && (number == 0x10 || number == 0x20) && value.size() >= 16 &&
         (creator == owner || text.starts_with(mark));
}

JsonValue siemens_csa(std::span<const std::byte> value, bool& whole) {
  JsonValue header = JsonValue::object();
  whole = true;
  try {
    ByteCursor cursor(value, std::endian::little);
    Layout layout;
    layout.is_second = cursor.text(4) == mark;
    cursor.seek(layout.is_second ? 8 : 0);
    const auto entries = cursor.read<std::uint32_t>();
    cursor.skip(4); // a mark, 77
    if (entries > most_entries)
      throw FormatError("dicom.csa", "too many entries");
    for (std::uint32_t i = 0; i < entries; ++i) {
      std::string name = field(cursor, 64);
      const auto multiplicity = cursor.read<std::int32_t>();
      const std::string vr = field(cursor, 4);
      cursor.skip(4); // the maker's own number of the type
      const auto items = cursor.read<std::int32_t>();
      cursor.skip(4); // a mark, 77 or 205
      if (items < 0 || items > most_items)
        throw FormatError("dicom.csa", "too many values");
      if (i == 0)
        layout.first_items = items;
      JsonValue entry = JsonValue::object();
      entry.set("vr", JsonValue::of_text(vr));
      JsonValue values = read_items(cursor, items, multiplicity, layout);
      if (!values.items().empty())
        entry.set("Value", std::move(values));
      header.members().push_back({std::move(name), std::move(entry)});
    }
  } catch (const FormatError&) { // of the cursor, too
    whole = false;
  }
  return header;
}

} // namespace micrograph::formats::dicom
