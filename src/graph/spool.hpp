#pragma once

#include "graph/ranks.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <span>
#include <vector>

namespace micrograph::graph {

/// The memory that everything made during one build may hold, and where the rest goes. Shared by threads.
class SpoolSpace {
public:
  /// Without limit.
  SpoolSpace() = default;
  SpoolSpace(std::uint64_t memory, std::filesystem::path scratch) : memory_(memory), scratch_(std::move(scratch)) {}

  /// Grants `bytes` unless that would be more than allowed.
  [[nodiscard]] bool take(std::uint64_t bytes);
  void give_back(std::uint64_t bytes) { held_ -= bytes; }
  void note_spilled(std::uint64_t bytes) { spilled_ += bytes; }

  [[nodiscard]] const std::filesystem::path& scratch() const { return scratch_; }
  [[nodiscard]] std::uint64_t memory() const { return memory_; }
  [[nodiscard]] std::uint64_t peak() const { return peak_; }
  [[nodiscard]] std::uint64_t spilled() const { return spilled_; }

private:
  std::uint64_t memory_ = std::numeric_limits<std::uint64_t>::max();
  std::filesystem::path scratch_ = std::filesystem::temp_directory_path();
  std::atomic<std::uint64_t> held_{0}, peak_{0}, spilled_{0};
};

/// A file without a name: it is gone when closed, however the process ends.
class ScratchFile {
public:
  /// Throws IoError `spool.failed` if the folder takes no files.
  explicit ScratchFile(SpoolSpace& space);
  ~ScratchFile();
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  /// Both throw IoError `spool.failed`, for instance when the disk is full.
  void write(std::uint64_t offset, std::span<const std::byte> bytes);
  void read(std::uint64_t offset, std::span<std::byte> out) const;
  /// The first `size` bytes, mapped for reading as long as the file object lives. Nothing may be written afterwards.
  [[nodiscard]] std::span<const std::byte> map(std::uint64_t size);

private:
  [[noreturn]] void fail(const char* what) const;

  SpoolSpace& space_;
  int descriptor_ = -1;
  std::span<const std::byte> mapped_;
};

/// Bytes that are appended, in memory as long as the space grants it and else in a scratch file.
class SpoolBuffer {
public:
  explicit SpoolBuffer(const std::shared_ptr<SpoolSpace>& space);
  ~SpoolBuffer();
  SpoolBuffer(SpoolBuffer&&) noexcept;
  SpoolBuffer& operator=(SpoolBuffer&&) noexcept;

  void append(std::span<const std::byte> bytes) {
    if (bytes.size() <= capacity_ - used_) // of the memory, or of what gathers to be written
      used_ = static_cast<std::size_t>(std::copy(bytes.begin(), bytes.end(), data_ + used_) - data_);
    else
      append_slowly(bytes);
  }
  [[nodiscard]] std::uint64_t size() const { return written_ + used_; }
  /// No more is appended; gives back what was taken in advance.
  void freeze();

  /// After freeze(): null if the bytes are in memory, where data() has them.
  [[nodiscard]] ScratchFile* file() const { return file_.get(); }
  [[nodiscard]] std::span<const std::byte> data() const { return {data_, used_}; }

  /// `size` bytes of any value in memory, to be written through data_to_fill(). Absent if the space does not grant
  /// them.
  [[nodiscard]] static std::unique_ptr<SpoolBuffer> in_memory(const std::shared_ptr<SpoolSpace>& space,
                                                              std::uint64_t size);
  [[nodiscard]] std::span<std::byte> data_to_fill() { return {data_, used_}; }
  /// The first `size` bytes of a file that was written already.
  [[nodiscard]] static SpoolBuffer in_file(const std::shared_ptr<SpoolSpace>& space,
                                           std::unique_ptr<ScratchFile> file, std::uint64_t size);

private:
  void append_slowly(std::span<const std::byte> bytes);
  void resize(std::size_t capacity);
  void write_out();

  std::shared_ptr<SpoolSpace> space_;
  std::byte* data_ = nullptr; ///< from malloc, since realloc moves pages instead of copying
  std::size_t used_ = 0, capacity_ = 0;
  std::uint64_t granted_ = 0; ///< of the space
  std::unique_ptr<ScratchFile> file_;
  std::uint64_t written_ = 0; ///< to the file
};

/// Bytes that are appended and then used where they lie.
class ByteSpool {
public:
  explicit ByteSpool(const std::shared_ptr<SpoolSpace>& space) : buffer_(space) {}
  void append(std::span<const std::byte> bytes) { buffer_.append(bytes); }
  [[nodiscard]] std::uint64_t size() const { return buffer_.size(); }
  /// Call once after the last append.
  void freeze();
  /// After freeze(): everything, at an address that is a multiple of eight. Valid as long as the spool or what it is
  /// moved to.
  [[nodiscard]] std::span<const std::byte> bytes() const { return bytes_; }

private:
  SpoolBuffer buffer_;
  std::span<const std::byte> bytes_;
};

/// A row of ranks, by Position.
using SpooledRow = std::array<Rank, 4>;

/// Rows that are appended and then walked in the same order.
class RowSpool {
public:
  explicit RowSpool(const std::shared_ptr<SpoolSpace>& space) : buffer_(space) {}
  explicit RowSpool(SpoolBuffer frozen) : buffer_(std::move(frozen)) {}
  void append(std::span<const SpooledRow> rows) { buffer_.append(std::as_bytes(rows)); }
  void freeze() { buffer_.freeze(); }
  [[nodiscard]] std::uint64_t size() const { return buffer_.size() / sizeof(SpooledRow); }

  /// After freeze(): calls `see` with all rows in order, in chunks of at most chunk_rows where they lie in a file.
  template <typename See> void for_each_chunk(const See& see) const { for_each_chunk(0, size(), see); }
  /// The same for the rows [begin, end).
  template <typename See>
  void for_each_chunk(std::uint64_t begin, std::uint64_t end, const See& see) const {
    if (buffer_.file() == nullptr) {
      if (begin != end)
        see(in_memory().subspan(begin, end - begin));
      return;
    }
    std::vector<SpooledRow> chunk;
    for (std::uint64_t row = begin; row < end; row += chunk.size()) {
      chunk.resize(static_cast<std::size_t>(std::min<std::uint64_t>(end - row, chunk_rows)));
      buffer_.file()->read(row * sizeof(SpooledRow), std::as_writable_bytes(std::span(chunk)));
      see(std::span<const SpooledRow>(chunk));
    }
  }
  /// True if the rows lie in a file.
  [[nodiscard]] bool spilled() const { return buffer_.file() != nullptr; }
  /// All rows, unless spilled().
  [[nodiscard]] std::span<const SpooledRow> in_memory() const {
    const auto bytes = buffer_.data();
    return {reinterpret_cast<const SpooledRow*>(bytes.data()), bytes.size() / sizeof(SpooledRow)};
  }

private:
  static constexpr std::size_t chunk_rows = 16384;
  SpoolBuffer buffer_;
};

} // namespace micrograph::graph
