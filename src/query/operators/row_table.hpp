#pragma once

#include "query/operators/operator.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace micrograph::query {

/// Rows cut down to some columns, found by the values of the key columns among them. What hash joins,
/// DISTINCT, GROUP BY and MINUS hold. Rows keep the order they came in, and rows of equal key are found in
/// it.
class RowTable {
public:
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  /// `columns` are kept; the first `key_count` of them are the key. With no key all rows are alike.
  RowTable(std::vector<VariableIndex> columns, std::size_t key_count);

  [[nodiscard]] const std::vector<VariableIndex>& columns() const { return columns_; }
  [[nodiscard]] std::size_t key_count() const { return key_count_; }
  [[nodiscard]] std::size_t size() const { return rows_; }
  /// The cells of a row, one for each of columns().
  [[nodiscard]] const graph::ValueId* row(std::size_t i) const { return cells_.data() + i * columns_.size(); }

  /// Makes room for so many rows, if they are not too many to count on.
  void expect(double rows);
  /// Adds a row of the frame and returns its number.
  std::uint32_t add(const graph::ValueId* frame_row);
  /// Adds it unless a row of equal key is there; true if it was added.
  bool add_if_new(const graph::ValueId* frame_row, std::uint32_t& number);
  /// The first row whose key equals that of `frame_row`, or none; next() gives the further ones.
  [[nodiscard]] std::uint32_t find(const graph::ValueId* frame_row) const;
  [[nodiscard]] std::uint32_t next(std::uint32_t row) const { return next_[row]; }
  void clear();
  /// Clears, and gives back what the rows took if that was much: little is soon taken again.
  void release();
  /// Of memory that the table takes; clear() keeps what the rows took, for the next ones.
  [[nodiscard]] std::uint64_t bytes() const {
    return cells_.capacity() * sizeof(graph::ValueId) + next_.capacity() * sizeof(std::uint32_t) +
           buckets_.capacity() * sizeof(Bucket);
  }

private:
  [[nodiscard]] std::size_t hash_of(const graph::ValueId* frame_row) const;
  [[nodiscard]] bool same_key(std::uint32_t row, const graph::ValueId* frame_row) const;
  /// The bucket where the key of the row is, or would be.
  [[nodiscard]] std::size_t bucket_of(const graph::ValueId* frame_row) const;
  void append(const graph::ValueId* frame_row);
  void grow();

  struct Bucket {
    std::uint32_t first = none;
    std::uint32_t last = none;
    std::uint32_t tag = 0; ///< some bits of the hash, so that most misses touch no row
  };
  std::vector<VariableIndex> columns_;
  std::size_t key_count_;
  std::size_t rows_ = 0;
  std::size_t used_ = 0;
  std::uint32_t last_found_ = none; ///< by add_if_new()
  std::vector<graph::ValueId> cells_;
  std::vector<std::uint32_t> next_;
  std::vector<Bucket> buckets_; ///< open addressing, a power of two
};

} // namespace micrograph::query
