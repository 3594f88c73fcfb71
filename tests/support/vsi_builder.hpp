#pragma once

#include "support/bytes.hpp"

#include <bit>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace micrograph::test {

/// An entry of a volume of a VSI: a value, or a volume of its own.
struct VsiEntry {
  std::uint32_t type;
  std::uint32_t tag;
  std::vector<std::byte> value = {};
  std::uint32_t inline_value = 0;
  std::vector<VsiEntry> entries = {};
  std::optional<std::uint32_t> index = {};

  static constexpr std::uint32_t second_tag = 0x08000000, extended = 0x10000000, array = 0x20000000,
                                 in_place = 0x40000000, volume_bit = 0x80000000;

  static VsiEntry volume(std::uint32_t tag, std::uint32_t kind, std::vector<VsiEntry> entries,
                         std::optional<std::uint32_t> index = {}) {
    return {volume_bit | extended | (index ? second_tag : 0) | kind, tag, {}, 0, std::move(entries), index};
  }
  static VsiEntry number(std::uint32_t tag, std::uint32_t type, std::uint32_t value) {
    return {in_place | type, tag, {}, value};
  }
  static VsiEntry real(std::uint32_t tag, double value) {
    ByteWriter out;
    out.add(std::bit_cast<std::uint64_t>(value));
    return {10, tag, out.bytes()};
  }
  /// UTF-16, as far as it is ASCII.
  static VsiEntry text(std::uint32_t tag, std::string_view text, std::uint32_t type = 8192) {
    ByteWriter out;
    for (const char c : text)
      out.add(static_cast<std::uint16_t>(static_cast<unsigned char>(c)));
    return {type, tag, out.bytes()};
  }
  template <typename... Numbers>
  static VsiEntry numbers(std::uint32_t tag, std::uint32_t type, Numbers... values) {
    ByteWriter out;
    (out.add(values), ...);
    return {type, tag, out.bytes()};
  }
  /// A number with its unit, as cellSens lists them.
  static VsiEntry quantity(std::uint32_t tag, double value, std::string_view unit) {
    return volume(tag, 2,
                  {text(0x10000000, unit, 13), number(0x10000003, 5, 0x1000000A), real(0x10000002, value)});
  }
};

/// Builds a VSI: the header of a TIFF, the volumes, and a directory without entries behind them.
struct VsiBuilder {
  std::vector<VsiEntry> entries;

  [[nodiscard]] std::vector<std::byte> build() const {
    ByteWriter out;
    out.add_text("II");
    out.add<std::uint16_t>(42);
    out.add<std::uint32_t>(0);
    add_volume(out, entries);
    out.align(2);
    out.put(4, static_cast<std::uint32_t>(out.size()));
    out.add<std::uint16_t>(1);
    for (const std::uint16_t value : {std::uint16_t{256}, std::uint16_t{3}, std::uint16_t{1},
                                      std::uint16_t{0}, std::uint16_t{501}, std::uint16_t{0}})
      out.add(value);
    out.add<std::uint32_t>(0);
    return out.bytes();
  }

private:
  static void add_volume(ByteWriter& out, const std::vector<VsiEntry>& entries) {
    const std::uint64_t start = out.size();
    out.add<std::uint16_t>(24);
    out.add<std::uint16_t>(0x5349);
    out.add<std::uint32_t>(402);
    out.add<std::uint64_t>(entries.empty() ? 0 : 24);
    out.add(static_cast<std::uint32_t>(entries.size()));
    out.add<std::uint32_t>(0);
    std::uint64_t link = 0;
    for (const VsiEntry& entry : entries) {
      if (link != 0)
        out.put(link, static_cast<std::uint32_t>(out.size() - start));
      out.add(entry.type);
      out.add(entry.tag);
      link = out.size();
      out.add<std::uint32_t>(0);
      out.add(entry.value.empty() ? entry.inline_value : static_cast<std::uint32_t>(entry.value.size()));
      if (entry.index)
        out.add(*entry.index);
      if ((entry.type & VsiEntry::extended) != 0 && (entry.type & 0xFFFFFF) <= 2)
        add_volume(out, entry.entries);
      for (const std::byte byte : entry.value)
        out.add(byte);
    }
  }
};

/// Builds an .ets file of tiles that have no pixels.
struct EtsBuilder {
  std::vector<std::vector<std::uint32_t>> tiles = {{0, 0, 0, 0}, {1, 0, 2, 0}}; ///< coordinates
  std::uint32_t pixel_type = 4;

  [[nodiscard]] std::vector<std::byte> build() const {
    ByteWriter out;
    out.add_text(std::string_view("SIS\0", 4));
    for (const std::uint32_t value :
         {64U, 3U, tiles.empty() ? 0U : static_cast<std::uint32_t>(tiles.front().size())})
      out.add(value);
    out.add<std::uint64_t>(64);
    out.add<std::uint64_t>(228);
    out.add<std::uint64_t>(64 + 228);
    out.add<std::uint64_t>(tiles.size());
    out.add_zeros(64 - out.size());
    out.add_text(std::string_view("ETS\0", 4));
    for (const std::uint32_t value : {0x30006U, pixel_type, 1U, 1U, 3U, 100U, 512U, 256U, 1U})
      out.add(value);
    out.add_zeros(27 * 4);
    out.add(0xFFFFFFFFU);
    out.add(1U);
    out.add_zeros(64 + 228 - out.size());
    for (const auto& tile : tiles) {
      out.add(0U);
      for (const std::uint32_t coordinate : tile)
        out.add(coordinate);
      out.add_zeros(16);
    }
    return out.bytes();
  }
};

} // namespace micrograph::test
