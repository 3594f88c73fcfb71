#include "link/neighbours.hpp"

#include "base/error.hpp"

namespace micrograph::link {

PropertyWalk::PropertyWalk(const graph::QuadSource& source, graph::ValueId predicate, graph::Position by) : by_(by) {
  graph::Pattern pattern;
  pattern.terms = {graph::undefined, predicate, graph::undefined, graph::undefined};
  pattern.source_outlives_scan = true;
  const std::array<graph::Position, 1> order{by};
  // Who can tell where a part of the rows begins finds a place among them, too, and does not walk there.
  if (source.can_sort(pattern, order) && source.can_split(pattern))
    scan_ = source.scan(pattern, order);
}

bool PropertyWalk::fill(graph::ValueId node) {
  // What comes next may well be of the same node, or of the next one asked for.
  if (count_ == 0 || block_[count_ - 1][by_] < node)
    scan_->seek(by_, node);
  count_ = scan_->next(block_);
  at_ = 0;
  return count_ != 0;
}

graph::ValueId find_or_throw(const graph::QuadSource& source, const rdf::TermView& thing) {
  if (const auto id = source.find(thing))
    return *id;
  throw QueryError("link.unknown", "is not in the graph", Place{rdf::to_ntriples(thing), {}, {}, {}, {}});
}

} // namespace micrograph::link
