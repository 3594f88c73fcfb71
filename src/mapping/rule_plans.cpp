#include "mapping/rule_plans.hpp"

namespace micrograph::mapping {

query::StandingQuery& RulePlans::of(const Rule& rule, std::size_t index) {
  if (index >= plans_.size())
    plans_.resize(index + 1);
  std::optional<RulePlan>& plan = plans_[index];
  if (!plan) {
    plan.emplace(rule.plan(source_));
    ++made_;
  }
  return plan->standing;
}

RulePlanPool::Loan::Loan(RulePlanPool& pool, const SourceGraph& graph) : pool_(pool) {
  {
    const std::scoped_lock lock(pool_.mutex_);
    if (!pool_.idle_.empty()) {
      plans_ = std::move(pool_.idle_.back());
      pool_.idle_.pop_back();
    } else {
      pool_.idle_.reserve(++pool_.sets_); // so that giving back cannot fail
    }
  }
  if (!plans_)
    plans_ = std::make_unique<RulePlans>(pool_.vocabulary_);
  plans_->show(&graph);
  made_before_ = plans_->made();
}

RulePlanPool::Loan::~Loan() {
  plans_->show(nullptr);
  const std::scoped_lock lock(pool_.mutex_);
  pool_.made_ += plans_->made() - made_before_;
  pool_.idle_.push_back(std::move(plans_));
}

std::uint64_t RulePlanPool::made() const {
  const std::scoped_lock lock(mutex_);
  return made_;
}

} // namespace micrograph::mapping
