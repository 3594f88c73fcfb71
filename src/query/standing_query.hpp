#pragma once

#include "graph/quad_source.hpp"
#include "query/engine.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace micrograph::query {

/// A CONSTRUCT query with a plan that is made once and then run again and again, on a source whose statements are others each
/// time. For many small graphs, of which each would take less time than a plan.
///
/// What the source said while the plan was made must stay true: the ids of terms that it was asked for, which terms it does
/// not have, its graphs, what it can sort. So it had best have an id for every term it is asked for then. Estimates only
/// decide what it costs. One thread.
class StandingQuery {
public:
  /// Makes the plan. Both must outlive this. Throws QueryError `query.form` if the query is no CONSTRUCT, and what running it
  /// would throw because of what it says.
  StandingQuery(const PreparedQuery& query, const graph::QuadSource& source);
  ~StandingQuery();
  StandingQuery(StandingQuery&&) noexcept;
  StandingQuery& operator=(StandingQuery&&) noexcept;

  /// One solution by ids, valid during the call.
  struct Constructed {
    std::span<const std::array<graph::ValueId, 3>> triples; ///< that the template gives
    std::span<const graph::ValueId> wanted;
  };
  /// Runs the plan: one call per solution, with the triples it gave and its values for the variables at these positions of
  /// PreparedQuery::variables(). What `each` throws ends the run; the next one does not see anything of it.
  void construct_solutions(std::span<const std::size_t> wanted, const std::function<void(const Constructed&)>& each);

  /// The term of an id of the run that goes on; kind none for `undefined`.
  [[nodiscard]] rdf::Term term(graph::ValueId id) const;

private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace micrograph::query
