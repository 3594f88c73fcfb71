#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace micrograph {

/// A regular file mapped into memory for reading, whole.
///
/// Files that we write are replaced by renaming, never changed in place, so the mapping stays what it was.
class MappedFile {
public:
  /// Throws IoError `input.unreadable` if it cannot be opened, is not a regular file or cannot be mapped.
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  [[nodiscard]] std::span<const std::byte> bytes() const { return bytes_; }

private:
  std::span<const std::byte> bytes_;
};

} // namespace micrograph
