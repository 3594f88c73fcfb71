#pragma once

#include "graph/changed_source.hpp"
#include "query/run.hpp"
#include "query/update_parser.hpp"

#include <array>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace micrograph::query {

/// The template of an INSERT or a DELETE filled in with solutions (SPARQL 1.1 Update, section 4.3), as quads in ids of the
/// graph that is updated.
///
/// Blank nodes of the template, and those that BNODE() made, are new in the graph for each solution. They are named by the
/// terms of the solution, so that the same request on the same data gives the same names.
class QuadTemplate {
public:
  /// `columns` are the places of the query's variables in a row. `operation` numbers the operations of a request.
  QuadTemplate(Run& run, graph::ChangedSource& target, const std::vector<QuadPattern>& quads,
               const std::vector<VariableIndex>& columns, std::size_t operation);

  /// Appends the quads of one solution. What would be no RDF (an unbound term, a literal as subject or graph) is left out.
  void append(const graph::ValueId* row, std::vector<graph::Row>& out);

private:
  /// Where a part of the template comes from: a column, a blank node's label, or else the constant.
  struct Part {
    VariableIndex column = no_variable;
    const std::string* label = nullptr;
    graph::ValueId constant;
  };
  [[nodiscard]] Part part_of(const PatternTerm& term);
  [[nodiscard]] graph::ValueId in_target(graph::ValueId id);
  [[nodiscard]] bool is_quad(const graph::Row& quad) const;
  [[nodiscard]] std::string solution_name(const graph::ValueId* row) const;

  Run& run_;
  graph::ChangedSource& target_;
  std::vector<std::array<Part, 4>> template_;
  std::vector<bool> outside_; ///< of each quad: it stands in no named graph
  bool has_blank_ = false;
  const std::vector<VariableIndex>& columns_;
  std::size_t operation_;
  std::unordered_map<graph::ValueId, graph::ValueId> moved_; ///< terms of the run in ids of the target
};

} // namespace micrograph::query
