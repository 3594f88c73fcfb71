#include "rdf/canonical.hpp"

#include "rdf/isomorphism.hpp"
#include "rdf/node_matching.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace micrograph::rdf {

namespace {

bool same_ground(const ColoredSide& left, const ColoredSide& right) {
  return std::equal(left.distinct.ground.begin(), left.distinct.ground.end(), right.distinct.ground.begin(),
                    right.distinct.ground.end(), [&](std::uint32_t l, std::uint32_t r) {
                      return left.table.text(l) == right.table.text(r);
                    });
}

} // namespace

std::string sorted_nquads(std::span<const Quad> quads) {
  std::set<std::string> lines;
  for (const Quad& quad : quads) {
    std::string line = to_ntriples(quad.subject);
    for (const Term* term : {&quad.predicate, &quad.object, &quad.graph})
      if (term->kind != TermKind::none)
        append_ntriples(line += ' ', *term);
    lines.insert(line += " .\n");
  }
  std::string text;
  for (const std::string& line : lines)
    text += line;
  return text;
}

bool isomorphic(const StatementTable& left_table, const StatementTable& right_table) {
  if (left_table.node_count() != right_table.node_count())
    return false;
  const ColoredSide left(left_table);
  const ColoredSide right(right_table);
  if (left.distinct.blank.size() != right.distinct.blank.size() || !same_ground(left, right))
    return false;
  // Many copies of one structure, which cost the search a guess each, are no trouble for the matching.
  const NodeMatching matching = match_nodes(left, right);
  if (!matching.look_alike)
    return false;
  const bool complete = std::none_of(matching.right_of.begin(), matching.right_of.end(),
                                     [](StatementTable::Node node) { return node == NodeMatching::none; });
  return (complete && maps_onto(left, right, matching.right_of)) || search_isomorphism(left, right);
}

bool isomorphic(std::span<const Quad> left, std::span<const Quad> right) {
  return isomorphic(StatementTable(left), StatementTable(right));
}

} // namespace micrograph::rdf
