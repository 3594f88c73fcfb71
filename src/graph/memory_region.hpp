#pragma once

#include <cstddef>
#include <span>

namespace micrograph::graph {

/// Pages from the system, which grow without being copied. Starts at a multiple of the page size.
///
/// Pages count as memory once they are written, so one that grows ahead of its need costs nothing.
class MemoryRegion {
public:
  MemoryRegion() = default;
  ~MemoryRegion();
  MemoryRegion(MemoryRegion&& other) noexcept;
  MemoryRegion& operator=(MemoryRegion&& other) noexcept;

  /// The first `size` bytes of a file, to be read only. Absent bytes if the system refuses; errno says why.
  [[nodiscard]] static MemoryRegion of_file(int descriptor, std::size_t size);

  /// Gives it another size: zeros are added at the end, or the end is dropped. May move it. False, and
  /// nothing changed, if the system has no more. Not for files.
  [[nodiscard]] bool resize(std::size_t size);

  /// The pages of a file that were read no longer count as memory of this program until they are read again. Nothing for
  /// others, whose bytes are nowhere else.
  void let_go() const;

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::span<std::byte> bytes() { return {start_, size_}; }
  [[nodiscard]] std::span<const std::byte> bytes() const { return {start_, size_}; }

private:
  void release();

  std::byte* start_ = nullptr;
  std::size_t size_ = 0;
  bool is_file_ = false;
};

} // namespace micrograph::graph
