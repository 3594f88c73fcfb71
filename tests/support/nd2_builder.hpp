#pragma once

#include "support/bytes.hpp"

#include <bit>
#include <cstdint>
#include <utility>

namespace micrograph::test {

/// Writes a typed tree ("LV") item by item; levels nest.
class VariantBuilder {
public:
  VariantBuilder& boolean(std::string_view name, std::uint8_t value) { return item(1, name, value); }
  VariantBuilder& int32(std::string_view name, std::int32_t value) { return item(2, name, value); }
  VariantBuilder& uint32(std::string_view name, std::uint32_t value) { return item(3, name, value); }
  VariantBuilder& int64(std::string_view name, std::int64_t value) { return item(4, name, value); }
  VariantBuilder& uint64(std::string_view name, std::uint64_t value) { return item(5, name, value); }
  VariantBuilder& real(std::string_view name, double value) {
    return item(6, name, std::bit_cast<std::uint64_t>(value));
  }
  VariantBuilder& text(std::string_view name, std::string_view value) {
    begin(8, name);
    for (const char c : value)
      out_.add(static_cast<std::uint16_t>(static_cast<unsigned char>(c)));
    out_.add<std::uint16_t>(0);
    return *this;
  }
  VariantBuilder& bytes(std::string_view name, const std::vector<std::byte>& value) {
    begin(9, name);
    out_.add<std::uint64_t>(value.size());
    for (const std::byte byte : value)
      out_.add(byte);
    return *this;
  }
  VariantBuilder& nothing(std::string_view name) {
    begin(10, name);
    return *this;
  }
  VariantBuilder& open(std::string_view name) {
    const std::uint64_t start = out_.size();
    begin(11, name);
    open_.push_back({start, out_.size(), 0});
    out_.add_zeros(12);
    return *this;
  }
  VariantBuilder& close() {
    const Level level = open_.back();
    open_.pop_back();
    out_.put<std::uint32_t>(level.numbers, level.count);
    out_.put<std::uint64_t>(level.numbers + 4, out_.size() - level.start);
    out_.add_zeros(std::uint64_t{level.count} * 8);
    return *this;
  }
  /// An item of a type that there is not.
  VariantBuilder& type(std::uint8_t type, std::string_view name) {
    begin(type, name);
    return *this;
  }
  [[nodiscard]] const std::vector<std::byte>& built() const { return out_.bytes(); }

private:
  struct Level {
    std::uint64_t start;
    std::uint64_t numbers;
    std::uint32_t count;
  };
  template <typename Value> VariantBuilder& item(std::uint8_t type, std::string_view name, Value value) {
    begin(type, name);
    out_.add(value);
    return *this;
  }
  void begin(std::uint8_t type, std::string_view name) {
    if (!open_.empty())
      ++open_.back().count;
    out_.add(type);
    out_.add(static_cast<std::uint8_t>(name.size() + 1));
    for (const char c : name)
      out_.add(static_cast<std::uint16_t>(static_cast<unsigned char>(c)));
    out_.add<std::uint16_t>(0);
  }

  ByteWriter out_;
  std::vector<Level> open_;
};

/// Builds an ND2 file of chunks, each on a page of its own, and the map of them.
struct Nd2Builder {
  std::vector<std::pair<std::string, std::vector<std::byte>>> chunks; ///< names without the `!`
  std::uint64_t page = 64;                                            ///< of real files 4096
  bool has_map = true;
  std::uint64_t hole = 0; ///< bytes at the end of the last chunk that are not held

  Nd2Builder& chunk(std::string name, std::vector<std::byte> data) {
    chunks.emplace_back(std::move(name), std::move(data));
    return *this;
  }
  Nd2Builder& chunk(std::string name, std::string_view text) { return chunk(std::move(name), bytes_of(text)); }

  /// `length_fields` takes the offsets of the sizes of data and the positions, all of 8 bytes.
  [[nodiscard]] std::vector<std::byte> build(std::vector<std::uint64_t>* length_fields = nullptr) const {
    return written(length_fields).bytes();
  }
  [[nodiscard]] ByteWriter written(std::vector<std::uint64_t>* length_fields = nullptr) const {
    const auto note = [&](std::uint64_t at) {
      if (length_fields)
        length_fields->push_back(at);
    };
    ByteWriter out;
    ByteWriter map;
    const auto add = [&](const std::string& name, const std::vector<std::byte>& data, std::uint64_t hole_behind) {
      out.align(page);
      note(out.size() + 8);
      map.add_text(name + "!");
      map.add<std::uint64_t>(out.size());
      map.add<std::uint64_t>(data.size() + hole_behind);
      out.add<std::uint32_t>(0x0ABECEDA);
      out.add(static_cast<std::uint32_t>(name.size() + 9));
      out.add<std::uint64_t>(data.size() + hole_behind);
      out.add_padded(name + "!", name.size() + 9);
      for (const std::byte byte : data)
        out.add(byte);
      if (hole_behind > 0)
        out.add_hole(hole_behind);
    };
    add("ND2 FILE SIGNATURE CHUNK NAME01", bytes_of("Ver3.0"), 0);
    for (const auto& chunk : chunks)
      add(chunk.first, chunk.second, &chunk == &chunks.back() ? hole : 0);
    if (!has_map)
      return out;
    map.add_text("ND2 CHUNK MAP SIGNATURE 0000001!");
    const ByteWriter entries = map;
    add("ND2 FILEMAP SIGNATURE NAME 0001", entries.bytes(), 0);
    const std::uint64_t map_chunk = out.size() - entries.size() - 16 - 40;
    out.add_text("ND2 CHUNK MAP SIGNATURE 0000001!");
    note(out.size());
    out.add(map_chunk);
    return out;
  }
};

} // namespace micrograph::test
