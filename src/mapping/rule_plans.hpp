#pragma once

#include "mapping/document_source.hpp"
#include "mapping/rule.hpp"
#include "query/standing_query.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace micrograph::mapping {

/// The plans of a mapper's rules, and the source that they run on. Mapping one source at a time; a rule is planned when a source
/// first has something for it.
class RulePlans {
public:
  explicit RulePlans(const RuleVocabulary& vocabulary) : source_(vocabulary) {}
  RulePlans(const RulePlans&) = delete;
  RulePlans& operator=(const RulePlans&) = delete;

  void show(const SourceGraph* graph) { source_.show(graph); }
  /// `index` is the rule's, always the same.
  [[nodiscard]] query::StandingQuery& of(const Rule& rule, std::size_t index);
  [[nodiscard]] std::uint64_t made() const { return made_; }

private:
  DocumentSource source_;
  std::vector<std::optional<RulePlan>> plans_;
  std::uint64_t made_ = 0;
};

/// Lends plans to whoever maps a source, and keeps them for the next. Any number of threads.
class RulePlanPool {
public:
  explicit RulePlanPool(const RuleVocabulary& vocabulary) : vocabulary_(vocabulary) {}

  /// Plans on loan, with a graph shown to them, which must outlive it. Nobody else uses them meanwhile.
  class Loan {
  public:
    Loan(RulePlanPool& pool, const SourceGraph& graph);
    ~Loan();
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    [[nodiscard]] RulePlans& operator*() const { return *plans_; }

  private:
    RulePlanPool& pool_;
    std::unique_ptr<RulePlans> plans_;
    std::uint64_t made_before_;
  };

  /// How many plans were made, not counting those on loan.
  [[nodiscard]] std::uint64_t made() const;

private:
  const RuleVocabulary& vocabulary_;
  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<RulePlans>> idle_;
  std::size_t sets_ = 0; ///< idle and on loan
  std::uint64_t made_ = 0;
};

} // namespace micrograph::mapping
