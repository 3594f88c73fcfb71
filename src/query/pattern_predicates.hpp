#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

namespace micrograph::query {

struct Algebra;

/// Which statements the patterns of a query can match, by their predicates: all others may as well not be there.
struct PatternPredicates {
  bool any = false; ///< the query has to see every statement, and `iris` says nothing
  std::set<std::string, std::less<>> iris;
  bool any_class = false; ///< of rdf:type the query has to see every statement, and `classes` says nothing
  std::set<std::string, std::less<>> classes; ///< objects of rdf:type
  /// The property that was asked about is looked for with subjects that need not be objects of other properties.
  bool of_unnamed = false;
};

/// A variable in the place of a predicate is followed to the VALUES that binds it in the same group. Where that is not
/// certain, where a path may match every node, or all but some predicates, the answer is `any`.
///
/// `told` is a property that is of interest only of the nodes that others lead to, or nothing.
[[nodiscard]] PatternPredicates predicates_of(const Algebra& root, std::string_view told = {});

} // namespace micrograph::query
