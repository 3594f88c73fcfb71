#include "mapping/statement_order.hpp"

#include "mapping/places.hpp"

#include <algorithm>
#include <compare>
#include <tuple>

namespace micrograph::mapping {

namespace {

std::weak_ordering compare_terms(const rdf::Term& a, const rdf::Term& b) {
  if (const auto order = a.kind <=> b.kind; order != 0)
    return order;
  if (a.kind != rdf::TermKind::literal)
    return compare_places(a.value, b.value);
  return rdf::TermView(a) <=> rdf::TermView(b);
}

std::weak_ordering compare(const rdf::Quad& a, const rdf::Quad& b) {
  if (const auto order = compare_places(a.subject.value, b.subject.value); order != 0)
    return order;
  if (const auto order = a.predicate.value <=> b.predicate.value; order != 0)
    return order;
  return compare_terms(a.object, b.object);
}

bool before(const AlignedStatement& a, const AlignedStatement& b) {
  if (const auto order = compare(a.quad, b.quad); order != 0)
    return order < 0;
  if (a.derivation.rule != b.derivation.rule)
    return a.derivation.rule < b.derivation.rule;
  if (const auto order = compare_places(a.derivation.place.value, b.derivation.place.value); order != 0)
    return order < 0;
  return std::tie(a.derivation.literal, a.derivation.status) <
         std::tie(b.derivation.literal, b.derivation.status);
}

} // namespace

void StatementOrder::add(const std::vector<AlignedStatement>& statements) {
  const auto less = [&](std::uint32_t a, std::uint32_t b) { return before(statements[a], statements[b]); };
  const auto same = [&](std::uint32_t a, std::uint32_t b) { return statements[a].quad == statements[b].quad; };
  const auto sorted = static_cast<std::ptrdiff_t>(order_.size());
  for (; added_ < statements.size(); ++added_)
    order_.push_back(static_cast<std::uint32_t>(added_));
  std::sort(order_.begin() + sorted, order_.end(), less);
  std::inplace_merge(order_.begin(), order_.begin() + sorted, order_.end(), less);
  order_.erase(std::unique(order_.begin(), order_.end(), same), order_.end());
}

std::vector<AlignedStatement> StatementOrder::take(std::vector<AlignedStatement>&& statements) const {
  std::vector<AlignedStatement> out;
  out.reserve(order_.size());
  for (const std::uint32_t number : order_)
    out.push_back(std::move(statements[number]));
  return out;
}

} // namespace micrograph::mapping
