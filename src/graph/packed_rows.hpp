#pragma once

#include "graph/bit_packing.hpp"
#include "graph/ranks.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace micrograph::graph {

class CheckedBytes;

/// A row of four numbers, most significant first.
using PackedRow = std::array<std::uint32_t, 4>;

/// Where the columns of one block lie and how they are packed. Whole words, since it lies like this in a file.
struct BlockHead {
  std::uint64_t offset = 0;            ///< of the first column, in the data; the others follow
  std::array<std::uint32_t, 4> base{}; ///< the least number of each column
  std::array<std::uint8_t, 4> bits{};  ///< of each number of a column beyond the base
  std::uint32_t reserved = 0;
};
static_assert(sizeof(BlockHead) == 32);

/// The arrays that rows consist of, wherever they lie.
struct PackedRowsParts {
  std::uint64_t rows = 0;
  std::span<const PackedRow> firsts; ///< the first row of each block: a search looks at these first
  std::span<const BlockHead> heads;
  std::span<const std::byte> data;       ///< with packed_slack bytes after the last column
  const CheckedBytes* pages = nullptr;   ///< that the arrays lie in and that are checked when touched; or none
};

/// Rows in ascending order, in blocks of packed_block_rows, each column of a block as the difference from its
/// least number in as many bits as the largest difference needs. The first columns of a sorted table are
/// nearly constant within a block and cost next to nothing; any row can be read without reading the block.
///
/// A view. Whatever the bytes are, nothing outside them is read: a block that does not fit its array throws
/// FormatError `mg.content`, one whose page is damaged `mg.checksum`.
class PackedRows {
public:
  PackedRows() = default;
  explicit PackedRows(const PackedRowsParts& parts) : parts_(parts) {}

  [[nodiscard]] std::uint64_t size() const { return parts_.rows; }
  [[nodiscard]] const PackedRowsParts& parts() const { return parts_; }
  [[nodiscard]] std::uint64_t bytes() const {
    return parts_.firsts.size_bytes() + parts_.heads.size_bytes() + parts_.data.size_bytes();
  }

  /// One block, found and checked.
  class Block {
  public:
    [[nodiscard]] std::uint32_t at(std::size_t column, std::size_t index) const {
      return unpack_one(columns_[column], head_->base[column], head_->bits[column], index);
    }
    void unpack(std::size_t column, std::span<std::uint32_t, packed_block_rows> out) const {
      unpack_block(columns_[column], head_->base[column], head_->bits[column], out);
    }
    /// No number of the column is above this.
    [[nodiscard]] std::uint64_t most(std::size_t column) const {
      return head_->base[column] + ((std::uint64_t{1} << head_->bits[column]) - 1);
    }

  private:
    friend class PackedRows;
    const BlockHead* head_ = nullptr;
    std::array<const std::byte*, 4> columns_{};
  };
  [[nodiscard]] Block block(std::uint64_t number) const;

  /// The rows [first, second) that start with these numbers, at most four.
  [[nodiscard]] std::pair<std::uint64_t, std::uint64_t> range(std::span<const std::uint32_t> prefix) const;
  /// The first row of [begin, end) whose `column` is at least `least`, or `end`; the columns before it must be the
  /// same in all of them.
  [[nodiscard]] std::uint64_t lower_bound(std::uint64_t begin, std::uint64_t end, std::size_t column,
                                          std::uint32_t least) const;

private:
  [[nodiscard]] const PackedRow& first_of(std::uint64_t block) const;
  [[nodiscard]] std::uint64_t end_of_run(std::uint64_t begin, std::span<const std::uint32_t> prefix) const;

  PackedRowsParts parts_;
};

/// Makes packed rows out of rows that come in ascending order, holding no more than one block.
class RowPacker {
public:
  /// Adds a row; returns true if it filled a block, which must then be taken.
  [[nodiscard]] bool add(const PackedRow& row) {
    for (std::size_t column = 0; column < 4; ++column)
      columns_[column][count_] = row[column];
    return ++count_ == packed_block_rows;
  }
  [[nodiscard]] bool empty() const { return count_ == 0; }

  struct Packed {
    PackedRow first{};
    BlockHead head; ///< with the offset of its data
    std::span<const std::byte> data;
  };
  /// The rows added since the last call, at least one, as a block. Valid until the next row is added.
  [[nodiscard]] Packed take();
  
private:
  std::array<std::array<std::uint32_t, packed_block_rows>, 4> columns_;
  std::size_t count_ = 0;
  std::uint64_t offset_ = 0;
  std::vector<std::byte> data_;
};

} // namespace micrograph::graph
