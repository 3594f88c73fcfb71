#pragma once

#include <cstdint>

namespace micrograph::differential {

/// Thrown where a query on this data is too large for a naive evaluation; such cases are passed over.
struct TooLarge {};

/// Steps that one evaluation may take.
class Budget {
public:
  explicit Budget(std::uint64_t steps) : left_(steps) {}
  void spend(std::uint64_t steps = 1) {
    if (steps > left_)
      throw TooLarge();
    left_ -= steps;
  }

private:
  std::uint64_t left_;
};

} // namespace micrograph::differential
