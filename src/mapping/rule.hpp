#pragma once

#include "mapping/mapper.hpp"
#include "mapping/source_filter.hpp"
#include "query/engine.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace micrograph::mapping {

/// A CONSTRUCT rule, parsed, with what its header says.
class Rule {
public:
  /// Throws QueryError with file and line: `query.…` if the query is wrong, `mapping.rule.form` if it is no
  /// CONSTRUCT, `mapping.rule.header` if a `#+` line is not understood.
  Rule(const std::string& text, const std::string& file, const query::FunctionTable& functions);

  /// False if a term that the rule requires does not occur in the source, so that it would give nothing.
  [[nodiscard]] bool concerns(const rdf::DocumentGraph& source) const;

  /// Adds the statements of a source that the rule looks at.
  void add_needed(NeededStatements& needed) const;

  /// Appends what the rule makes of a source, with derivations by `index`; and all places that were used.
  ///
  /// False, with nothing appended, if the rule has more than `most_solutions`: a document in which a thousand
  /// things share one ID would otherwise give a million statements.
  [[nodiscard]] bool apply(const graph::QuadSource& source, std::uint32_t index, std::uint64_t most_solutions,
                           std::vector<AlignedStatement>& statements, std::vector<std::string>& used) const;

private:
  void take(std::span<const rdf::Quad> quads, const query::Solution& solution, std::uint32_t index,
            std::vector<AlignedStatement>& statements, std::vector<std::string>& used) const;

  std::vector<std::string> required_;
  query::PreparedQuery query_;
  // Positions among the query's variables.
  std::optional<std::size_t> place_, literal_, status_;
  std::vector<std::size_t> more_places_;
};

} // namespace micrograph::mapping
