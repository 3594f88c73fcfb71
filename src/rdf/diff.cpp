#include "rdf/diff.hpp"

#include "base/error.hpp"
#include "rdf/isomorphism.hpp"
#include "rdf/node_matching.hpp"

#include <algorithm>
#include <string_view>

namespace micrograph::rdf {

namespace {

using Node = StatementTable::Node;

/// Appends what only one of two sorted lists has, as lines without their ends.
template <typename Line>
void split(const std::vector<Line>& left, const std::vector<Line>& right, Difference& out) {
  auto l = left.begin();
  auto r = right.begin();
  while (l != left.end() || r != right.end()) {
    const int order = l == left.end() ? 1 : r == right.end() ? -1 : l->compare(*r);
    if (order < 0)
      out.removed.emplace_back(l->substr(0, l->size() - 1));
    else if (order > 0)
      out.added.emplace_back(r->substr(0, r->size() - 1));
    if (order <= 0)
      ++l;
    if (order >= 0)
      ++r;
  }
}

std::vector<std::string_view> ground_lines(const ColoredSide& side) {
  std::vector<std::string_view> lines;
  for (const std::uint32_t statement : side.distinct.ground)
    lines.push_back(side.table.text(statement));
  return lines;
}

template <typename WriteLabel>
std::vector<std::string> named_lines(const ColoredSide& side, WriteLabel&& write_label) {
  std::vector<std::string> lines;
  for (const std::uint32_t statement : side.distinct.blank)
    side.table.append_line(lines.emplace_back(), statement, write_label);
  std::sort(lines.begin(), lines.end());
  return lines;
}

Difference blank_difference(const ColoredSide& left, const ColoredSide& right, const NodeMatching& matching) {
  const auto left_lines = named_lines(left, [&](std::string& out, Node node) {
    const bool paired = matching.right_of[node] != NodeMatching::none;
    out.append(paired ? "both-" : "left-").append(left.table.label(node));
  });
  const auto right_lines = named_lines(right, [&](std::string& out, Node node) {
    const Node pair = matching.left_of[node];
    if (pair != NodeMatching::none)
      out.append("both-").append(left.table.label(pair));
    else
      out.append("right-").append(right.table.label(node));
  });
  Difference out;
  split(left_lines, right_lines, out);
  return out;
}

/// Whether the search finds the two to be the same where the matching did not. Only asked of data sets that
/// look alike, where it is worth the wait.
bool same_after_all(const ColoredSide& left, const ColoredSide& right) {
  try {
    return search_isomorphism(left, right);
  } catch (const FormatError&) {
    return false;
  }
}

} // namespace

Difference diff(const StatementTable& left_table, const StatementTable& right_table) {
  const ColoredSide left(left_table);
  const ColoredSide right(right_table);
  const NodeMatching matching = match_nodes(left, right);
  Difference out = blank_difference(left, right, matching);
  if (!out.empty() && matching.look_alike && same_after_all(left, right))
    out = {};
  split(ground_lines(left), ground_lines(right), out);
  std::sort(out.removed.begin(), out.removed.end());
  std::sort(out.added.begin(), out.added.end());
  return out;
}

} // namespace micrograph::rdf
