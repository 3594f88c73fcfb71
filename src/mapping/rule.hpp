#pragma once

#include "mapping/mapping_draft.hpp"
#include "mapping/profile.hpp"
#include "mapping/rule_header.hpp"
#include "mapping/rule_vocabulary.hpp"
#include "mapping/source_graph.hpp"
#include "query/engine.hpp"
#include "query/standing_query.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace micrograph::mapping {

/// A rule's query, and the plan for it, which refers to it.
struct RulePlan {
  std::unique_ptr<const query::PreparedQuery> query;
  query::StandingQuery standing;
};

/// A CONSTRUCT rule with what its header says. Most sources have something for few rules, and a parsed query takes twenty times its
/// text: so it is checked once, and parsed again when a plan is wanted.
class Rule {
public:
  /// Adds the terms that the rule names, and the statements of a source that it looks at, to the vocabulary.
  ///
  /// Throws QueryError with file and line: `query.…` if the query is wrong, `mapping.rule.form` if it is no
  /// CONSTRUCT, `mapping.rule.header` if a `#+` line is not understood. The functions and the profile must outlive the rule.
  Rule(const std::string& text, const std::string& file, const query::FunctionTable& functions, const Profile& profile,
       RuleVocabulary& vocabulary);

  /// A term of the vocabulary without which the rule makes nothing of a source; RuleVocabulary::none if there is no one.
  [[nodiscard]] RuleVocabulary::Number needed_term() const;
  /// False if the source lacks what the rule requires, so that it would give nothing.
  [[nodiscard]] bool concerns(const SourceGraph& source) const;

  /// Plans the rule for all that the source is going to show. The rule must outlive the plan.
  [[nodiscard]] RulePlan plan(const graph::QuadSource& source) const;

  /// Appends what the rule makes of what is shown to its plan, with derivations by `index`; and all places that were used.
  ///
  /// False, with nothing appended, if the rule has more than `most_solutions`: a document in which a thousand
  /// things share one ID would otherwise give a million statements.
  [[nodiscard]] bool apply(query::StandingQuery& plan, std::uint32_t index, std::uint64_t most_solutions,
                           MappingDraft& draft) const;

private:
  [[nodiscard]] query::PreparedQuery parsed() const;
  void find_variables(const query::PreparedQuery& query);
  void add_to(RuleVocabulary& vocabulary, const RuleHeader& header, const query::PreparedQuery& query);
  void take(const query::StandingQuery& plan, const query::StandingQuery::Constructed& made, std::uint32_t index,
            MappingDraft& draft) const;

  std::string text_, file_;
  const query::FunctionTable* functions_;
  const Profile* profile_;
  std::vector<std::vector<RuleVocabulary::Number>> required_; ///< one of each list
  std::vector<std::size_t> wanted_; ///< positions among the query's variables of those that are looked at
  // Positions among the wanted.
  std::optional<std::size_t> place_, literal_, status_;
  std::vector<std::size_t> more_places_;
};

} // namespace micrograph::mapping
