#pragma once

#include "query/run.hpp"
#include "rdf/statement_sink.hpp"

#include <unordered_set>

namespace micrograph::query {

/// Concise bounded descriptions: the statements about a resource, and those about the blank nodes they lead
/// to. A statement comes once, whatever is described.
class Description {
public:
  Description(Run& run, rdf::StatementSink& sink) : run_(run), share_(run, "DESCRIBE"), sink_(sink) {}
  /// Writes the description of a resource; nothing for a literal or an unbound value.
  void add(graph::ValueId resource);

private:
  Run& run_;
  MemoryShare share_;
  rdf::StatementSink& sink_;
  std::unordered_set<graph::ValueId> described_;
};

} // namespace micrograph::query
