#pragma once

#include "graph/packed_rows.hpp"
#include "graph/spool.hpp"

#include <cstdint>
#include <memory>
#include <span>

namespace micrograph::graph {

/// Packed rows that are being made, in memory or on disk as the space grants.
class PackedTable {
public:
  explicit PackedTable(SpoolSpace& space) : firsts_(space), heads_(space), data_(space) {}

  /// Rows must ascend.
  void add(const PackedRow& row) {
    ++rows_;
    if (packer_.add(row))
      write_block();
  }
  /// Call once after the last row.
  void finish() {
    if (!packer_.empty())
      write_block();
    const std::array<std::byte, packed_slack> slack{};
    data_.append(slack);
    firsts_.freeze();
    heads_.freeze();
    data_.freeze();
  }
  /// After finish(); valid as long as the table.
  [[nodiscard]] PackedRowsParts parts() const {
    return {.rows = rows_,
            .firsts = as<PackedRow>(firsts_.bytes()),
            .heads = as<BlockHead>(heads_.bytes()),
            .data = data_.bytes()};
  }
  /// See ByteSpool::let_go().
  void let_go() const {
    firsts_.let_go();
    heads_.let_go();
    data_.let_go();
  }

private:
  template <typename Element> static std::span<const Element> as(std::span<const std::byte> bytes) {
    return {reinterpret_cast<const Element*>(bytes.data()), bytes.size() / sizeof(Element)};
  }
  void write_block() {
    const RowPacker::Packed block = packer_.take();
    firsts_.append(std::as_bytes(std::span(&block.first, 1)));
    heads_.append(std::as_bytes(std::span(&block.head, 1)));
    data_.append(block.data);
  }

  std::uint64_t rows_ = 0;
  RowPacker packer_;
  ByteSpool firsts_, heads_, data_;
};

} // namespace micrograph::graph
