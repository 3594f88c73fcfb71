#pragma once

#include "query/parser.hpp"
#include "query/planner.hpp"
#include "query/service.hpp"

namespace micrograph::query {

/// More values of shared variables than this are not sent along: asking for everything is then the smaller question.
inline constexpr std::size_t most_service_bindings = 2000;

/// What the patterns that a SERVICE is joined with leave for the variables that they share with it; absent if they share none
/// that both always bind, or if there are too many. `root` is the whole pattern, optimised.
[[nodiscard]] std::optional<ServiceBindings> service_bindings(Run& run, const Algebra& root, const ServiceCall& call,
                                                              const Parameters& parameters);

/// Asks all services of a query one after the other; what the first answers narrows the question to the next. Returns the
/// limits with the time that is left. Throws what answer() and a run throw.
Limits ask_services(const ParsedQuery& query, const ParameterTerms& parameters, const ServiceAccess& access,
                    const graph::QuadSource& source, const FunctionTable* functions, const Limits& limits);

} // namespace micrograph::query
