#pragma once

#include "query/algebra.hpp"
#include "query/operators/operator.hpp"

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace micrograph::query {

/// Values of variables that the caller of a query has set, by name. They hold in every frame.
using Parameters = std::map<std::string, graph::ValueId, std::less<>>;

/// The same as terms, before there is a run that numbers them.
using ParameterTerms = std::map<std::string, rdf::Term, std::less<>>;
[[nodiscard]] Parameters in_ids(const ParameterTerms& terms, Run& run);

/// A query ready to run once on one source.
struct Plan {
  OperatorPtr root;                   ///< yields rows of the outermost frame
  std::vector<graph::ValueId> outer;  ///< what to open it with: the parameters
  std::vector<VariableIndex> columns; ///< of a row, in the order of the head
};

/// Chooses operators and their order for this source. `root` is of kind project, optimised, and outlives the
/// plan, as `run` does. With `explain`, operators know the text of their patterns.
[[nodiscard]] Plan make_plan(Run& run, const Algebra& root, const Parameters& parameters, bool explain);

} // namespace micrograph::query
