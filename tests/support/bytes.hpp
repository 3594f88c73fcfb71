#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::test {

[[nodiscard]] inline std::vector<std::byte> bytes_of(std::string_view text) {
  const auto* const start = reinterpret_cast<const std::byte*>(text.data());
  return {start, start + text.size()};
}

/// A file in the making: values are appended, or put where something is known only later. Where pixels would be it may have
/// holes, so that files of any size can be made.
class ByteWriter {
public:
  explicit ByteWriter(std::endian order = std::endian::little) : order_(order) {}

  [[nodiscard]] std::uint64_t size() const { return bytes_.size() + hole_bytes_; }
  template <typename Integer> void add(Integer value) {
    bytes_.resize(bytes_.size() + sizeof value);
    put(size() - sizeof value, value);
  }
  template <typename Integer> void put(std::uint64_t offset, Integer value) {
    std::byte raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    for (std::size_t i = 0; i < sizeof value; ++i)
      bytes_.at(index_of(offset + i)) = raw[order_ == std::endian::native ? i : sizeof value - 1 - i];
  }
  void add_text(std::string_view text) {
    for (const char c : text)
      bytes_.push_back(static_cast<std::byte>(c));
  }
  /// The text, followed by NUL bytes up to `size`.
  void add_padded(std::string_view text, std::size_t size) {
    add_text(text.substr(0, size));
    add_zeros(size - std::min(text.size(), size));
  }
  void add_zeros(std::uint64_t count) { bytes_.resize(bytes_.size() + count); }
  /// So many bytes without content, which take no room here and, in a file, none on the disk.
  void add_hole(std::uint64_t count) {
    holes_.push_back({size(), count});
    hole_bytes_ += count;
  }
  void align(std::uint64_t to) { add_zeros((to - size() % to) % to); }
  /// Of a file without holes.
  [[nodiscard]] const std::vector<std::byte>& bytes() const {
    if (!holes_.empty())
      throw std::logic_error("a file with holes is not held in memory");
    return bytes_;
  }
  /// Writes the file, its holes as holes.
  void write_to(const std::filesystem::path& path) const {
    std::ofstream file(path, std::ios::binary);
    std::uint64_t from = 0; // of the bytes that are held
    std::uint64_t hole_bytes = 0;
    const auto write_up_to = [&](std::uint64_t end) {
      file.seekp(static_cast<std::streamoff>(from + hole_bytes));
      file.write(reinterpret_cast<const char*>(bytes_.data() + from), static_cast<std::streamsize>(end - from));
      from = end;
    };
    for (const Hole& hole : holes_) {
      write_up_to(hole.offset - hole_bytes);
      hole_bytes += hole.size;
    }
    write_up_to(bytes_.size());
    file.close();
    std::filesystem::resize_file(path, size()); // a hole at the end
  }

private:
  struct Hole {
    std::uint64_t offset, size;
  };
  [[nodiscard]] std::uint64_t index_of(std::uint64_t offset) const {
    std::uint64_t index = offset;
    for (const Hole& hole : holes_)
      if (offset >= hole.offset + hole.size)
        index -= hole.size;
    return index;
  }

  std::endian order_;
  std::vector<std::byte> bytes_;
  std::vector<Hole> holes_; ///< in the order of their offsets
  std::uint64_t hole_bytes_ = 0;
};

} // namespace micrograph::test
