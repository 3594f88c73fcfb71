#pragma once

#include "graph/quad_source.hpp"
#include "graph/ranks.hpp"
#include "graph/spool_space.hpp"
#include "graph/temp_file.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

/// Long sequences that are written once, then read: in memory while there is some, in files without a name
/// when there is none. A spool that was moved from may only be assigned to or destroyed. Writing and reading
/// throw IoError `spool.failed` when the scratch folder is full or cannot be written.
namespace micrograph::graph {

/// The bytes beneath both kinds of spool.
class SpoolStorage {
public:
  /// Memory is taken in pieces of this size.
  static constexpr std::size_t grain = std::size_t{64} << 10;

  explicit SpoolStorage(SpoolSpace& space) : space_(&space), grant_(space) {}

  void append(std::span<const std::byte> bytes);
  /// Call once after the last append().
  void freeze();
  [[nodiscard]] bool frozen() const { return frozen_; }
  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] bool in_memory() const { return !file_; }
  [[nodiscard]] SpoolSpace& space() const { return *space_; }

  /// All of it; only in memory.
  [[nodiscard]] std::span<std::byte> memory() { return memory_.bytes().first(in_memory() ? size_ : 0); }
  [[nodiscard]] std::span<const std::byte> memory() const {
    return memory_.bytes().first(in_memory() ? size_ : 0);
  }
  /// Reads what is frozen.
  void read(std::uint64_t offset, std::span<std::byte> out) const;
  /// What is frozen and in a file, mapped read-only.
  [[nodiscard]] MemoryRegion map() const { return file_->map(size_); }

  /// Makes an empty one `size` zeros in memory; false, and nothing changed, if the budget has not so much
  /// left.
  [[nodiscard]] bool allocate_in_memory(std::uint64_t size);
  /// Makes an empty one `size` bytes in a file, each of which overwrite() must give before it is read.
  void allocate_in_file(std::uint64_t size);
  void overwrite(std::uint64_t offset, std::span<const std::byte> bytes);

private:
  [[nodiscard]] bool grow_memory(std::uint64_t size);
  void spill();
  void flush();

  SpoolSpace* space_;
  MemoryGrant grant_; ///< for memory_, or for buffer_ once there is a file
  MemoryRegion memory_;
  std::optional<TempFile> file_;
  std::vector<std::byte> buffer_; ///< the end of the file, not yet written
  std::uint64_t size_ = 0;
  bool frozen_ = false;
};

/// A sequence of bytes. Once frozen it lies in one piece: in memory, or in a file mapped read-only, whose
/// pages the system may drop and read again. Starts at a multiple of eight.
class ByteSpool {
public:
  explicit ByteSpool(SpoolSpace& space) : storage_(space) {}

  void append(std::span<const std::byte> bytes) { storage_.append(bytes); }
  [[nodiscard]] std::uint64_t size() const { return storage_.size(); }
  [[nodiscard]] bool in_memory() const { return storage_.in_memory(); }
  /// Call once after the last append().
  void freeze();
  /// Only when frozen. Stays where it is when the spool is moved.
  [[nodiscard]] std::span<const std::byte> bytes() const;
  /// What was read of bytes() need not stay in memory, if it is in a file.
  void let_go() const { mapped_.let_go(); }

private:
  SpoolStorage storage_;
  MemoryRegion mapped_;
};

/// A quad as ranks, by Position.
using SpooledRow = std::array<Rank, 4>;
static_assert(sizeof(SpooledRow) == 4 * sizeof(Rank));

/// A sequence of rows. In a file they are read and written through buffers, never mapped, so that the memory
/// in use stays what the budget says.
class RowSpool {
public:
  using ChunkVisitor = std::function<void(std::span<const SpooledRow>)>;

  explicit RowSpool(SpoolSpace& space) : storage_(space) {}

  void append(std::span<const SpooledRow> rows) { storage_.append(std::as_bytes(rows)); }
  [[nodiscard]] std::uint64_t size() const { return storage_.size() / sizeof(SpooledRow); }
  [[nodiscard]] bool in_memory() const { return storage_.in_memory(); }
  [[nodiscard]] SpoolSpace& space() const { return storage_.space(); }
  /// Call once after the last append(); then it can be read, by several threads.
  void freeze() { storage_.freeze(); }

  /// Copies the rows from `first_row` on, which must be there.
  void read(std::uint64_t first_row, std::span<SpooledRow> out) const;
  /// Shows all rows, or `count` from `first_row` on, in order: in one piece from memory, in pieces of some
  /// ten thousand from a file.
  void for_each_chunk(const ChunkVisitor& visit) const { for_each_chunk(0, size(), visit); }
  void for_each_chunk(std::uint64_t first_row, std::uint64_t count, const ChunkVisitor& visit) const;

  /// All rows if they are in memory, otherwise none.
  [[nodiscard]] std::span<SpooledRow> rows_in_memory();
  [[nodiscard]] std::span<const SpooledRow> rows_in_memory() const;

  /// Rows of zeros, frozen, in memory; absent if the budget has not so much left.
  [[nodiscard]] static std::optional<RowSpool> of_size_in_memory(std::uint64_t rows, SpoolSpace& space);
  /// Frozen, in a file; each row must be given by overwrite() before it is read.
  [[nodiscard]] static RowSpool of_size_in_file(std::uint64_t rows, SpoolSpace& space);
  /// Replaces rows of one that was made by its size.
  void overwrite(std::uint64_t first_row, std::span<const SpooledRow> rows) {
    storage_.overwrite(first_row * sizeof(SpooledRow), std::as_bytes(rows));
  }

private:
  SpoolStorage storage_;
};

} // namespace micrograph::graph
