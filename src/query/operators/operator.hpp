#pragma once

#include "graph/value_id.hpp"
#include "query/run.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace micrograph::query {

/// Rows of one frame, one after the other: a cell per variable, `undefined` where it is unbound.
class Block {
public:
  /// Rows a block holds at most; consumers start small, so that a first row costs little, and double.
  static constexpr std::size_t most_rows = 1024;
  static constexpr std::size_t first_rows = 16;

  explicit Block(std::size_t width) : width_(width) {}

  [[nodiscard]] std::size_t size() const { return rows_; }
  [[nodiscard]] bool empty() const { return rows_ == 0; }
  [[nodiscard]] bool full() const { return rows_ >= wanted_; }
  [[nodiscard]] const graph::ValueId* row(std::size_t i) const { return cells_.data() + i * width_; }
  [[nodiscard]] graph::ValueId* row(std::size_t i) { return cells_.data() + i * width_; }

  /// Adds a copy of `row`, which must not lie in this block; the copy may be changed until the next call.
  graph::ValueId* add(const graph::ValueId* row) {
    if (cells_.size() < (rows_ + 1) * width_)
      cells_.resize(std::max((rows_ + 1) * width_, wanted_ * width_));
    graph::ValueId* out = cells_.data() + rows_ * width_;
    std::copy(row, row + width_, out);
    ++rows_;
    return out;
  }
  void drop_last() { --rows_; }
  /// Of the rows from `from` on keeps those that `is_kept` is true of; it sees each once, in their order, and may change it.
  template <typename Predicate> void keep_if(std::size_t from, const Predicate& is_kept) {
    std::size_t kept = from;
    for (std::size_t i = from; i < rows_; ++i)
      if (is_kept(row(i))) {
        if (i != kept)
          std::copy(row(i), row(i) + width_, row(kept));
        ++kept;
      }
    rows_ = kept;
  }
  void clear() { rows_ = 0; }
  /// Says how many rows the next filling should bring at most.
  void want(std::size_t rows) { wanted_ = std::min(rows, most_rows); }
  void want_more() { want(std::max(first_rows, wanted_ * 4)); }

private:
  std::size_t width_;
  std::size_t rows_ = 0;
  std::size_t wanted_ = first_rows;
  std::vector<graph::ValueId> cells_;
};

class Operator;
using OperatorPtr = std::unique_ptr<Operator>;

/// A step of a plan that yields rows of its frame.
///
/// open() starts it anew with the bindings of `outer`, a whole row: every row that comes is `outer` extended.
/// That is how a nested loop, EXISTS and the query's parameters pass values down.
class Operator {
public:
  Operator(Run& run, std::size_t width) : run_(run), width_(width) {}
  virtual ~Operator() = default;
  Operator(const Operator&) = delete;
  Operator& operator=(const Operator&) = delete;

  /// `outer` must live until the next open().
  void open(const graph::ValueId* outer);
  /// Fills `out`, which is cleared first, with at most as many rows as it wants. False, and nothing in it, at the
  /// end.
  bool next(Block& out) {
    out.clear();
    append(out);
    return !out.empty();
  }
  /// Adds rows until the block is full; false if none are left, which is also when the block is not full.
  bool append(Block& out);

  /// Instead of reading: how many rows there are, if that is known without making them. Call after open(); if there is an
  /// answer, nothing is left to be read.
  [[nodiscard]] std::optional<std::uint64_t> count();

  /// One line for explain: the name of the step and what it works on.
  [[nodiscard]] virtual std::string describe() const = 0;
  [[nodiscard]] virtual std::vector<const Operator*> children() const { return {}; }
  /// Rows that the source gave to this very step so far, those that did not match included.
  [[nodiscard]] virtual std::uint64_t rows_read() const { return 0; }
  [[nodiscard]] std::size_t width() const { return width_; }

  /// The same step, with those below it, for the thread of a lane; null if only this one can do it. Its counts go back to
  /// this one by way of `lane`.
  [[nodiscard]] virtual OperatorPtr copy(Run& /*lane*/, CopyKind) { return nullptr; }
  /// Instead of open(), before copies of kind part are opened with the same row: makes what they share.
  virtual void prepare(const graph::ValueId* /*outer*/) {}
  /// To a copy of kind part after open() and before anything is read: leaves the rows of the part with this number, of
  /// `parts`. Those of all parts, one after the other, are those of the original; where a step only thins out repeated rows,
  /// it may find fewer of them.
  virtual void narrow(std::uint64_t /*part*/, std::uint64_t /*parts*/) {}
  /// Gives back what is held in memory, where that is much, with the steps below. Call when no more rows are wanted before the
  /// next open() or prepare(): a plan has steps that are done long before the last one is.
  virtual void release() {}
  /// Adds what a copy has counted since this was called last.
  void take_counts(Operator& copy, CopyKind kind);

  /// What explain tells of the rows. Time and rows read are not of it: those are work, which is done whatever becomes of the rows.
  struct Counts {
    std::uint64_t rows = 0, opened = 0, exhausted = 0;
  };
  [[nodiscard]] Counts counts() const { return {actual_rows, opened, exhausted}; }
  /// Makes what was counted since undone: the rows are thrown away and will be found anew.
  void reset(const Counts& before) {
    actual_rows = before.rows;
    opened = before.opened;
    exhausted = before.exhausted;
  }

  double estimated_rows = 0; ///< per open()
  bool starts_parts = false; ///< parts are parts of this step's rows, however it finds them
  double work_per_row = 0;   ///< done to each row taken in, about, in rows that a scan could make meanwhile
  std::uint64_t actual_rows = 0;
  std::uint64_t opened = 0;
  std::uint64_t exhausted = 0; ///< how many of these openings gave all their rows
  std::chrono::nanoseconds time{0}; ///< with children; only if Run::measure
  std::uint64_t held_bytes = 0;     ///< of memory, about, when it was last told; without children
  std::uint64_t most_bytes = 0;     ///< the most of these; of copies, the most that one held
  std::uint64_t copies_read = 0;    ///< rows_read() of copies

protected:
  /// Notes whose copy it is.
  [[nodiscard]] OperatorPtr as_copy(OperatorPtr made, Run& lane, CopyKind kind) {
    lane.copies.push_back({made.get(), this, kind});
    return made;
  }

  virtual void start(const graph::ValueId* outer) = 0;
  /// Adds rows until the block is full or none are left. Not called again after it left room.
  virtual void fill(Block& out) = 0;
  [[nodiscard]] virtual std::optional<std::uint64_t> known_count() { return std::nullopt; }

  /// Call with what the step holds now. Throws QueryError `query.row-limit`, `query.memory-limit`.
  void hold(std::size_t rows, std::uint64_t bytes);
  /// Call with what is left after something was given back.
  void keep(std::uint64_t bytes);

  Run& run_;

private:
  std::size_t width_;
  std::uint64_t read_told_ = 0; ///< of rows_read(), what take_counts() has passed on
};

/// Reads an operator row by row, asking for larger and larger blocks.
class RowReader {
public:
  RowReader(Operator& from) : from_(from), block_(from.width()) {} // NOLINT: converting on purpose
  /// Call after the operator was opened.
  void restart() {
    block_.clear();
    block_.want(0);
    at_ = 0;
    done_ = false;
  }
  /// The next row, valid until the next call; null at the end.
  const graph::ValueId* next() {
    if (at_ == block_.size()) {
      if (done_)
        return nullptr;
      at_ = 0;
      block_.clear();
      block_.want_more();
      done_ = !from_.append(block_);
      if (block_.empty())
        return nullptr;
    }
    return block_.row(at_++);
  }

private:
  Operator& from_;
  Block block_;
  std::size_t at_ = 0;
  bool done_ = false;
};

} // namespace micrograph::query
