#pragma once

#include "graph/memory_region.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace micrograph::graph {

/// A file without a name, for what does not fit into memory. The system removes it with the process, however
/// that ends.
///
/// Every function throws IoError `spool.failed` with the folder and the system's reason.
class TempFile {
public:
  explicit TempFile(std::filesystem::path folder);
  ~TempFile();
  TempFile(TempFile&& other) noexcept;
  TempFile& operator=(TempFile&& other) noexcept;

  /// Writes all of `bytes`; a gap before them reads as zeros.
  void write(std::uint64_t offset, std::span<const std::byte> bytes);
  /// Fills `out`, which must lie within what was written.
  void read(std::uint64_t offset, std::span<std::byte> out) const;
  /// The first `size` bytes, mapped read-only; what is written later shows in them.
  [[nodiscard]] MemoryRegion map(std::size_t size) const;

private:
  [[noreturn]] void fail(const char* what, int error) const;

  std::filesystem::path folder_;
  int descriptor_ = -1;
};

} // namespace micrograph::graph
