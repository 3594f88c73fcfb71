#pragma once

#include "graph/quad_source.hpp"
#include "rdf/term.hpp"

#include <array>
#include <optional>
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
