#pragma once

#include "support/bytes.hpp"

#include <zlib.h>

#include <cstdint>
#include <string>
#include <vector>

namespace micrograph::test {

/// Builds ZIP archives entry by entry, right or wrong.
class ZipBuilder {
public:
  struct Entry {
    std::string name;
    std::string content;
    bool deflated = true;
    std::uint16_t flags = 0;
    std::uint16_t method = 8; ///< what the headers say, if it is deflated
  };

  ZipBuilder& add(Entry entry) {
    entries_.push_back(std::move(entry));
    return *this;
  }
  /// Sizes and offsets in 64 bits, as archives beyond 4 GiB have them.
  ZipBuilder& long_numbers() {
    is_long_ = true;
    return *this;
  }

  [[nodiscard]] std::vector<std::byte> build() const {
    ByteWriter out;
    ByteWriter directory;
    for (const Entry& entry : entries_) {
      const std::string stored = entry.deflated ? deflated(entry.content) : entry.content;
      const std::uint64_t at = out.size();
      out.add<std::uint32_t>(0x04034B50);
      add_common(out, entry, stored.size());
      out.add<std::uint16_t>(0);
      out.add_text(entry.name);
      out.add_text(stored);
      directory.add<std::uint32_t>(0x02014B50);
      directory.add<std::uint16_t>(20);
      add_common(directory, entry, is_long_ ? 0xFFFFFFFF : stored.size());
      directory.add(static_cast<std::uint16_t>(is_long_ ? 20 : 0));
      directory.add_zeros(10);
      directory.add(static_cast<std::uint32_t>(is_long_ ? 0xFFFFFFFF : at));
      directory.add_text(entry.name);
      if (is_long_) {
        directory.add<std::uint16_t>(1);
        directory.add<std::uint16_t>(16);
        directory.add<std::uint64_t>(stored.size());
        directory.add<std::uint64_t>(at);
      }
    }
    const std::uint64_t at = out.size();
    for (const std::byte byte : directory.bytes())
      out.add(byte);
    if (is_long_)
      add_long_end(out, at, directory.size());
    out.add<std::uint32_t>(0x06054B50);
    out.add<std::uint32_t>(0);
    out.add(static_cast<std::uint16_t>(entries_.size()));
    out.add(static_cast<std::uint16_t>(entries_.size()));
    out.add(static_cast<std::uint32_t>(is_long_ ? 0xFFFFFFFF : directory.size()));
    out.add(static_cast<std::uint32_t>(is_long_ ? 0xFFFFFFFF : at));
    out.add<std::uint16_t>(7);
    out.add_text("comment");
    return out.bytes();
  }

private:
  static std::string deflated(const std::string& content) {
    std::string out(compressBound(content.size()) + 64, '\0');
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
  }

  static void add_common(ByteWriter& out, const Entry& entry, std::uint64_t stored_size) {
    out.add<std::uint16_t>(20);
    out.add(entry.flags);
    out.add(static_cast<std::uint16_t>(entry.deflated ? entry.method : 0));
    out.add<std::uint32_t>(0);
    out.add<std::uint32_t>(0x1234ABCD);
    out.add(static_cast<std::uint32_t>(stored_size));
    out.add(static_cast<std::uint32_t>(entry.content.size()));
    out.add(static_cast<std::uint16_t>(entry.name.size()));
  }

  void add_long_end(ByteWriter& out, std::uint64_t at, std::uint64_t size) const {
    const std::uint64_t end = out.size();
    out.add<std::uint32_t>(0x06064B50);
    out.add<std::uint64_t>(44);
    out.add_zeros(12);
    out.add<std::uint64_t>(entries_.size());
    out.add<std::uint64_t>(entries_.size());
    out.add(size);
    out.add(at);
    out.add<std::uint32_t>(0x07064B50);
    out.add<std::uint32_t>(0);
    out.add(end);
    out.add<std::uint32_t>(1);
  }

  std::vector<Entry> entries_;
  bool is_long_ = false;
};

} // namespace micrograph::test
