#pragma once

#include "rdf/statement_sink.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace micrograph::mapping {

/// A set of texts that views can be looked up in.
struct TextHash : std::hash<std::string_view> {
  using is_transparent = void;
};
using TextSet = std::unordered_set<std::string, TextHash, std::equal_to<>>;

/// Which statements of a source the rules of a mapper look at.
struct NeededStatements {
  bool all = false;   ///< some rule may look at any statement
  TextSet predicates; ///< those with such a predicate
  /// One that says something of each object of such a property, whatever its predicate: an empty element is not aligned.
  TextSet telling_objects;
};

/// Passes the statements on that a mapper needs. What is mapped from them is what would be mapped from all.
///
/// A statement that names a node must come before the node's own, as in what lifting gives.
class SourceFilter final : public rdf::StatementSink {
public:
  SourceFilter(const NeededStatements& needed, rdf::StatementSink& next) : needed_(needed), next_(next) {}
  void statement(const rdf::QuadView& quad) override;
  /// How many came, passed on or not.
  [[nodiscard]] std::size_t seen() const { return seen_; }

private:
  const NeededStatements& needed_;
  rdf::StatementSink& next_;
  std::size_t seen_ = 0;
  TextSet untold_; ///< nodes of which nothing was passed on that says something
};

/// True if a statement with this property says something of its subject: neither that it is there, nor where.
[[nodiscard]] bool says_something(std::string_view property);

} // namespace micrograph::mapping
