#pragma once

#include "rdf/statement_table.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace micrograph::rdf {

enum class CanonicalHash { sha256, sha384 };

struct CanonicalOptions {
  CanonicalHash hash = CanonicalHash::sha256;
  /// How many steps (related nodes hashed, nodes put into a path) may be spent on nodes whose own statements
  /// do not tell them apart. Absent: two million, and 64 for each statement with a blank node.
  std::optional<std::uint64_t> work_limit;
};

struct Canonical {
  std::string nquads; ///< canonical N-Quads: a line each, sorted by code points, no duplicates
  /// The issued identifier map: the label of the input and the canonical one, both without `_:`, in the
  /// order of issue: `c14n0`, `c14n1` …
  std::vector<std::pair<std::string, std::string>> issued;
};

/// RDFC-1.0 (W3C Recommendation "RDF Dataset Canonicalization"): the same bytes for data sets that differ
/// only in the labels of blank nodes, the order of statements and duplicates.
///
/// A blank node as predicate, which the recommendation does not know, is treated as one more position, `p`.
/// Throws FormatError `rdf.canonical.too-hard` when the work limit is reached: for some data sets the
/// algorithm would need longer than anybody can wait.
[[nodiscard]] Canonical canonicalize(const StatementTable& statements, const CanonicalOptions& options = {});
[[nodiscard]] Canonical canonicalize(std::span<const Quad> quads, const CanonicalOptions& options = {});

} // namespace micrograph::rdf
