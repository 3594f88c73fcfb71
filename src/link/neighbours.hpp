#pragma once

#include "graph/quad_source.hpp"
#include "rdf/term.hpp"

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace micrograph::link {

/// Calls `each` with the rows of the default graph that match; `undefined` matches anything. Stops when
/// `each` returns false.
template <typename Each>
void for_each_row(const graph::QuadSource& source, graph::ValueId subject, graph::ValueId predicate,
                  graph::ValueId object, Each&& each) {
  graph::Pattern pattern;
  pattern.terms = {subject, predicate, object, graph::undefined};
  pattern.source_outlives_scan = true;
  const auto scan = source.scan(pattern);
  std::array<graph::Row, 64> block;
  while (const std::size_t count = scan->next(block))
    for (std::size_t i = 0; i < count; ++i)
      if (!each(block[i]))
        return;
}

/// Walks the statements of one property in the order of their subjects or objects and passes over what nobody asks for.
class PropertyWalk {
public:
  /// `by` is the subject or the object. Not usable if the source cannot seek in that order.
  PropertyWalk(const graph::QuadSource& source, graph::ValueId predicate, graph::Position by);

  [[nodiscard]] bool usable() const { return scan_ != nullptr; }
  /// The next row that has `node`; null if there is none left. Nodes must be asked for in ascending order.
  [[nodiscard]] const graph::Row* next_of(graph::ValueId node) {
    while (true) {
      for (; at_ < count_; ++at_) {
        const graph::Row& row = block_[at_];
        if (row[by_] > node)
          return nullptr;
        if (row[by_] == node)
          return &block_[at_++];
      }
      if (!fill(node))
        return nullptr;
    }
  }

private:
  [[nodiscard]] bool fill(graph::ValueId node);

  graph::Position by_;
  std::unique_ptr<graph::QuadScan> scan_;
  std::array<graph::Row, 8> block_; ///< most things have one value of a property, so more would be read in vain
  std::size_t at_ = 0, count_ = 0;
};

/// Calls `each(place, other)` for all statements of a property with nodes[place] as subject, if `along`, or as object. `nodes`
/// ascend. All are looked up by one walk, where the source can: what is asked for lies close together as a rule.
template <typename Each>
void for_each_neighbour(const graph::QuadSource& source, std::span<const graph::ValueId> nodes, graph::ValueId predicate,
                        bool along, Each&& each) {
  const graph::Position by = along ? graph::subject : graph::object, other = along ? graph::object : graph::subject;
  if (nodes.size() > 1)
    if (PropertyWalk walk(source, predicate, by); walk.usable()) {
      for (std::size_t place = 0; place < nodes.size(); ++place)
        while (const graph::Row* const row = walk.next_of(nodes[place]))
          each(place, (*row)[other]);
      return;
    }
  for (std::size_t place = 0; place < nodes.size(); ++place)
    for_each_row(source, along ? nodes[place] : graph::undefined, predicate, along ? graph::undefined : nodes[place],
                 [&](const graph::Row& row) {
                   each(place, row[other]);
                   return true;
                 });
}

/// The id of a thing asked about. Throws QueryError `link.unknown` if it is not in the data.
[[nodiscard]] graph::ValueId find_or_throw(const graph::QuadSource& source, const rdf::TermView& thing);

/// The objects of a subject's property; none if `predicate` is absent.
[[nodiscard]] inline std::vector<graph::ValueId>
objects_of(const graph::QuadSource& source, graph::ValueId subject, std::optional<graph::ValueId> predicate) {
  std::vector<graph::ValueId> out;
  if (predicate)
    for_each_row(source, subject, *predicate, graph::undefined, [&out](const graph::Row& row) {
      out.push_back(row[graph::object]);
      return true;
    });
  return out;
}

/// The subjects that have an object by a property; none if `predicate` is absent.
[[nodiscard]] inline std::vector<graph::ValueId> subjects_with(const graph::QuadSource& source,
                                                               std::optional<graph::ValueId> predicate,
                                                               graph::ValueId object) {
  std::vector<graph::ValueId> out;
  if (predicate)
    for_each_row(source, graph::undefined, *predicate, object, [&out](const graph::Row& row) {
      out.push_back(row[graph::subject]);
      return true;
    });
  return out;
}

} // namespace micrograph::link
