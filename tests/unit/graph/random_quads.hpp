#pragma once

#include "graph/snapshot.hpp"
#include "rdf/term.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace micrograph::test {

/// A small world of terms of every kind, so that random statements repeat and overlap.
inline std::vector<rdf::Quad> random_quads(std::uint32_t seed, std::size_t count) {
  namespace xsd = rdf::vocabulary::xsd;
  std::mt19937 random(seed);
  const auto below = [&random](std::size_t most) { return random() % most; };
  const std::vector<rdf::Term> things{
      rdf::Term(rdf::iri("http://example.org/a")), rdf::Term(rdf::iri("http://example.org/b")),
      rdf::Term(rdf::iri("http://example.org/ab")), rdf::Term(rdf::blank("a")), rdf::Term(rdf::blank("b"))};
  const std::vector<rdf::Term> predicates{rdf::Term(rdf::iri("http://example.org/p")),
                                          rdf::Term(rdf::iri("http://example.org/q")),
                                          rdf::Term(rdf::iri("http://example.org/r"))};
  std::vector<rdf::Term> objects = things;
  for (const auto& term : {rdf::literal(""), rdf::literal("a"), rdf::lang_literal("a", "en"),
                           rdf::lang_literal("a", "de"), rdf::literal("a", "http://example.org/type"),
                           rdf::literal("7", xsd::integer), rdf::literal("07", xsd::integer),
                           rdf::literal("-7", xsd::integer), rdf::literal("1.50", xsd::decimal),
                           rdf::literal("true", xsd::boolean), rdf::literal("2020-01-01", xsd::date)})
    objects.emplace_back(term);
  const std::vector<rdf::Term> graphs{rdf::Term(), rdf::Term(rdf::iri("http://example.org/g1")),
                                      rdf::Term(rdf::iri("http://example.org/a")),
                                      rdf::Term(rdf::blank("g"))};
  std::vector<rdf::Quad> quads;
  for (std::size_t i = 0; i < count; ++i)
    quads.emplace_back(things[below(things.size())], predicates[below(predicates.size())],
                       objects[below(objects.size())], graphs[below(graphs.size())]);
  return quads;
}

inline std::shared_ptr<const graph::Snapshot>
snapshot_of(const std::vector<rdf::Quad>& quads, graph::DefaultGraph mode = graph::DefaultGraph::strict) {
  graph::SnapshotBuilder builder;
  for (const auto& quad : quads)
    builder.statement(quad);
  return builder.build(mode);
}

/// Every row of a pattern, in the scan's order, read in blocks of an odd size.
inline std::vector<graph::Row> all_rows(const graph::QuadSource& source, const graph::Pattern& pattern,
                                        std::span<const graph::Position> sorted_by = {},
                                        std::size_t block_size = 3) {
  std::vector<graph::Row> out, block(block_size);
  const auto scan = source.scan(pattern, sorted_by);
  while (const std::size_t count = scan->next(block))
    out.insert(out.end(), block.begin(), block.begin() + static_cast<std::ptrdiff_t>(count));
  return out;
}

} // namespace micrograph::test
