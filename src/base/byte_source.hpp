#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace micrograph {

/// Random access to the bytes of one source. All readers go through it, so tests can feed them
/// from memory and count what was touched.
class ByteSource {
public:
  virtual ~ByteSource() = default;

  /// Total size in bytes.
  [[nodiscard]] virtual std::uint64_t size() const = 0;
  /// Name for messages: the path as the user gave it.
  [[nodiscard]] virtual const std::string& name() const = 0;

  /// Fills `out` from `offset` and returns how many bytes there were; past the end that is fewer
  /// than asked, or none. It is not an error. Throws IoError if the system refuses.
  std::size_t read_at(std::uint64_t offset, std::span<std::byte> out);

  /// Exactly `length` bytes from `offset`. Throws FormatError `input.truncated` with the offset if
  /// they are not there; the check comes before any allocation.
  [[nodiscard]] std::vector<std::byte> read_exactly(std::uint64_t offset, std::uint64_t length);

  /// How many bytes were read so far: metadata readers must not touch pixels.
  [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }

protected:
  virtual std::size_t do_read_at(std::uint64_t offset, std::span<std::byte> out) = 0;

private:
  std::uint64_t bytes_read_ = 0;
};

/// A regular file, read with pread. Throws IoError if it cannot be opened or is not a regular file.
[[nodiscard]] std::unique_ptr<ByteSource> open_file(const std::filesystem::path& path);
/// Bytes in memory, for tests, standard input and embedded documents.
[[nodiscard]] std::unique_ptr<ByteSource> open_memory(std::string name, std::vector<std::byte> bytes);

} // namespace micrograph
