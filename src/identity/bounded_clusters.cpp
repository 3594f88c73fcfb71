#include "identity/bounded_clusters.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

namespace micrograph::identity {

BoundedClusters::BoundedClusters(std::size_t entities) : parent_(entities), size_(entities, 1), facts_(entities) {
  std::iota(parent_.begin(), parent_.end(), 0U);
}

void BoundedClusters::add_fact(std::uint32_t entity, const Fact& fact) {
  auto& facts = facts_[entity];
  facts.insert(std::lower_bound(facts.begin(), facts.end(), fact), fact);
}

void BoundedClusters::refuse(std::uint32_t a, std::uint32_t b) {
  refused_[a].push_back(b);
  refused_[b].push_back(a);
}

std::uint32_t BoundedClusters::root(std::uint32_t entity) const {
  while (parent_[entity] != entity) {
    parent_[entity] = parent_[parent_[entity]];
    entity = parent_[entity];
  }
  return entity;
}

Exclusive BoundedClusters::difference(std::uint32_t a, std::uint32_t b) const {
  const auto &x = facts_[root(a)], &y = facts_[root(b)];
  // Both are sorted by kind, and few: of each kind that both have, one value must be common.
  for (auto i = x.begin(); i != x.end();) {
    const Exclusive kind = i->kind;
    const auto is_other = [kind](const Fact& fact) { return fact.kind != kind; };
    const auto i_end = std::find_if(i, x.end(), is_other);
    const auto j = std::find_if(y.begin(), y.end(), [kind](const Fact& fact) { return fact.kind == kind; });
    const auto j_end = std::find_if(j, y.end(), is_other);
    if (j != j_end && std::find_first_of(i, i_end, j, j_end) == i_end)
      return kind;
    i = i_end;
  }
  return Exclusive::none;
}

bool BoundedClusters::is_refused(std::uint32_t a, std::uint32_t b) const {
  auto first = refused_.find(root(a)), second = refused_.find(root(b));
  if (first == refused_.end() || second == refused_.end())
    return false;
  if (second->second.size() < first->second.size())
    std::swap(first, second);
  return std::any_of(first->second.begin(), first->second.end(),
                     [&](std::uint32_t other) { return root(other) == second->first; });
}

BoundedClusters::Outcome BoundedClusters::judge(std::uint32_t a, std::uint32_t b) const {
  if (root(a) == root(b))
    return Outcome::were_one;
  if (!refused_.empty() && is_refused(a, b))
    return Outcome::refused;
  return difference(a, b) == Exclusive::none ? Outcome::united : Outcome::contradiction;
}

BoundedClusters::Outcome BoundedClusters::unite(std::uint32_t a, std::uint32_t b) {
  const Outcome outcome = judge(a, b);
  if (outcome == Outcome::united)
    merge(root(a), root(b));
  return outcome;
}

BoundedClusters::Outcome BoundedClusters::unite_by_decision(std::uint32_t a, std::uint32_t b) {
  const Outcome outcome = judge(a, b);
  if (outcome == Outcome::united || outcome == Outcome::contradiction)
    merge(root(a), root(b));
  return outcome;
}

void BoundedClusters::merge(std::uint32_t a, std::uint32_t b) {
  if (size_[a] < size_[b])
    std::swap(a, b);
  parent_[b] = a;
  size_[a] += size_[b];
  std::vector<Fact> both;
  std::set_union(facts_[a].begin(), facts_[a].end(), facts_[b].begin(), facts_[b].end(), std::back_inserter(both));
  facts_[a] = std::move(both);
  facts_[b] = {};
  if (const auto it = refused_.find(b); it != refused_.end()) {
    const std::vector<std::uint32_t> moved = std::move(it->second);
    refused_.erase(it);
    auto& kept = refused_[a];
    kept.insert(kept.end(), moved.begin(), moved.end());
  }
}

} // namespace micrograph::identity
