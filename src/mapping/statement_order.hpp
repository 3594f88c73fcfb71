#pragma once

#include "mapping/mapping_result.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace micrograph::mapping {

/// The order of a mapping's statements: by subject in document order, then by property, then by object; each statement once,
/// with the derivation that comes first by rule and place.
class StatementOrder {
public:
  using Number = rdf::TermTable::Number;
  /// The terms must outlive this; more may come. Those numbered from `nodes` up to `nodes_end` likely have the order of the
  /// document, so that they need not be sorted.
  explicit StatementOrder(const rdf::TermTable& terms, Number nodes = 0, Number nodes_end = 0)
      : terms_(terms), nodes_(nodes), nodes_end_(nodes_end) {}

  /// Puts those in order that were added to the end of `statements` since the last time.
  void add(const StatementList& statements);
  /// Which statement comes when.
  [[nodiscard]] std::span<const std::uint32_t> numbers() const { return order_; }
  /// Puts all that was added in this order and drops what comes again, in place; `dropped` is shown that. Call once, at the end.
  void apply(StatementList& statements, const std::function<void(const NumberedStatement&)>& dropped);

private:
  /// The numbers of the statements from `first` on, in order, all of them.
  [[nodiscard]] std::vector<std::uint32_t> sorted_from(const StatementList& statements, std::size_t first) const;

  const rdf::TermTable& terms_;
  Number nodes_, nodes_end_;
  std::vector<std::uint32_t> order_;
  std::size_t added_ = 0;
};

} // namespace micrograph::mapping
