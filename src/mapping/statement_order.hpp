#pragma once

#include "mapping/mapper.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace micrograph::mapping {

/// The order of a mapping's statements: by subject in document order, then by property, then by object; each statement once,
/// with the derivation that comes first by rule and place.
///
/// Statements are large, so it is their numbers that are put in order, and each is moved once at the end.
class StatementOrder {
public:
  /// Puts those in order that were added to the end of `statements` since the last time.
  void add(const std::vector<AlignedStatement>& statements);
  /// Which statement comes when.
  [[nodiscard]] std::span<const std::uint32_t> numbers() const { return order_; }
  [[nodiscard]] std::vector<AlignedStatement> take(std::vector<AlignedStatement>&& statements) const;

private:
  std::vector<std::uint32_t> order_;
  std::size_t added_ = 0;
};

} // namespace micrograph::mapping
