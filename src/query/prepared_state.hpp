#pragma once

#include "query/dataset_view.hpp"
#include "query/engine.hpp"
#include "query/parser.hpp"
#include "query/planner.hpp"

#include <initializer_list>
#include <memory>
#include <string>

namespace micrograph::query {

/// What a PreparedQuery holds.
struct PreparedQuery::State {
  ParsedQuery query;
  const FunctionTable* functions = nullptr;
  PlanOptions options;
  ParameterTerms parameters;

  /// Refuses what was parsed but cannot be carried out.
  void require(std::initializer_list<Form> forms, const char* what) const;

  /// What FROM makes of the source; null if the query has none.
  std::unique_ptr<graph::QuadSource> own_data_set(const graph::QuadSource& source) const;

  Plan plan(Run& run, bool explain) const;

  static void decode(const Run& run, const Plan& plan, const graph::ValueId* row, Solution& out);
};

} // namespace micrograph::query
