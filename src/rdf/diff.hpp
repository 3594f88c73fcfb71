#pragma once

#include "rdf/statement_table.hpp"

#include <string>
#include <vector>

namespace micrograph::rdf {

/// The statements that only one of two data sets has: lines of canonical N-Quads without the newline, sorted.
///
/// A blank node that was matched is `_:both-LABEL` on both sides, with its label of the left data set; one
/// without a partner is `_:left-LABEL` or `_:right-LABEL`.
struct Difference {
  std::vector<std::string> removed; ///< in the left one only
  std::vector<std::string> added;   ///< in the right one only
  [[nodiscard]] bool empty() const { return removed.empty() && added.empty(); }
};

/// Compares two data sets up to the labels of blank nodes, which are matched so that the difference is small
/// (see match_nodes()); duplicates and order do not count. Exact for statements without blank nodes. Data
/// sets that isomorphic() can show to be the same have no difference.
[[nodiscard]] Difference diff(const StatementTable& left, const StatementTable& right);

} // namespace micrograph::rdf
