#pragma once

#include <functional>
#include <set>
#include <string>

namespace micrograph::query {

struct Algebra;

/// Which statements the patterns of a query can match, by their predicates: all others may as well not be there.
struct PatternPredicates {
  bool any = false; ///< the query has to see every statement, and `iris` says nothing
  std::set<std::string, std::less<>> iris;
};

/// A variable in the place of a predicate is followed to the VALUES that binds it in the same group. Where that is not
/// certain, where a path may match every node, or all but some predicates, the answer is `any`.
[[nodiscard]] PatternPredicates predicates_of(const Algebra& root);

} // namespace micrograph::query
