#pragma once

#include "mapping/mapping_result.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace micrograph::mapping {

/// The order of a mapping's statements: by subject in document order, then by property, then by object; each statement once,
/// with the derivation that comes first by rule and place.
class StatementOrder {
public:
  /// The terms must outlive this; more may come. `nodes` has numbers of terms, each plus one, in an order that is likely that of
  /// the document, so that these need not be sorted; 0 is passed over.
  StatementOrder(const rdf::TermTable& terms, std::span<const std::uint32_t> nodes = {}) : terms_(terms), nodes_(nodes) {}

  /// Puts those in order that were added to the end of `statements` since the last time.
  void add(const std::vector<NumberedStatement>& statements);
  /// Which statement comes when.
  [[nodiscard]] std::span<const std::uint32_t> numbers() const { return order_; }
  [[nodiscard]] std::vector<NumberedStatement> take(const std::vector<NumberedStatement>& statements) const;

private:
  const rdf::TermTable& terms_;
  std::span<const std::uint32_t> nodes_;
  std::vector<std::uint32_t> order_;
  std::size_t added_ = 0;
};

} // namespace micrograph::mapping
