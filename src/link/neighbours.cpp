#include "link/neighbours.hpp"

#include "base/error.hpp"

namespace micrograph::link {

graph::ValueId find_or_throw(const graph::QuadSource& source, const rdf::TermView& thing) {
  if (const auto id = source.find(thing))
    return *id;
  throw QueryError("link.unknown", "is not in the graph", Place{rdf::to_ntriples(thing), {}, {}, {}, {}});
}

} // namespace micrograph::link
