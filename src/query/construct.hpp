#pragma once

#include "query/algebra.hpp"
#include "query/run.hpp"

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <unordered_set>
#include <vector>

namespace micrograph::query {

/// A CONSTRUCT template filled in with solutions (SPARQL 1.1, section 16.2).
///
/// Blank nodes of the template are named by the terms of the solution, so that the same data gives the same
/// names whatever the order of rows; a solution that comes again gets nodes of its own.
class TemplateInstances {
public:
  using Triple = std::array<graph::ValueId, 3>;

  /// `columns` are the places of the query's variables in a row.
  TemplateInstances(Run& run, const std::vector<TriplePattern>& triples,
                    const std::vector<VariableIndex>& columns);

  /// Forgets all solutions; needed where the run is another one.
  void clear();
  /// The triples of one solution. What would be no RDF (an unbound term, a literal as subject) is left out.
  /// Valid until the next call.
  [[nodiscard]] const std::vector<Triple>& of(const graph::ValueId* row);
  /// True the first time it is asked about a triple.
  [[nodiscard]] bool is_first(const Triple& triple);
  [[nodiscard]] rdf::Quad quad(const Triple& triple) const;

private:
  /// Where a part of the template comes from: a column, a label, or else the constant.
  struct Source {
    VariableIndex column = no_variable;
    const std::string* label = nullptr;
    graph::ValueId constant;
  };
  struct Hash {
    std::size_t operator()(const Triple& triple) const noexcept {
      std::size_t hash = 0;
      for (const graph::ValueId id : triple)
        hash = hash * 31 + std::hash<graph::ValueId>()(id);
      return hash;
    }
  };
  [[nodiscard]] std::string solution_name(const graph::ValueId* row);

  void hold();

  Run& run_;
  MemoryShare share_;
  std::vector<std::array<Source, 3>> template_;
  bool has_blank_ = false;
  std::vector<VariableIndex> columns_;
  std::vector<Triple> triples_;
  std::unordered_set<Triple, Hash> given_;
  std::map<std::string, std::size_t> solutions_; ///< how often each came, if there are blank nodes to name
};

} // namespace micrograph::query
