#pragma once

#include "graph/quad_source.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

/// Rows that are at hand, outside any index.
namespace micrograph::graph {

struct HashRow {
  std::size_t operator()(const Row& row) const noexcept {
    std::size_t hash = 0;
    for (const ValueId id : row)
      hash = hash * 31 + std::hash<ValueId>()(id);
    return hash;
  }
};

/// Gives rows in the order in which they are.
class RowList final : public QuadScan {
public:
  explicit RowList(std::vector<Row> rows) : rows_(std::move(rows)) {}
  std::size_t next(std::span<Row> out) override {
    const std::size_t count = std::min(out.size(), rows_.size() - at_);
    std::copy_n(rows_.begin() + static_cast<std::ptrdiff_t>(at_), count, out.begin());
    at_ += count;
    return count;
  }
  [[nodiscard]] std::optional<std::uint64_t> remaining() const override { return rows_.size() - at_; }

private:
  std::vector<Row> rows_;
  std::size_t at_ = 0;
};

} // namespace micrograph::graph
