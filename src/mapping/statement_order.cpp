#include "mapping/statement_order.hpp"

#include "mapping/places.hpp"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <functional>
#include <numeric>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace micrograph::mapping {

namespace {

std::weak_ordering compare_terms(const rdf::Term& a, const rdf::Term& b) {
  if (const auto order = a.kind <=> b.kind; order != 0)
    return order;
  if (a.kind != rdf::TermKind::literal)
    return compare_places(a.value, b.value);
  return rdf::TermView(a) <=> rdf::TermView(b);
}

/// Of statements with one subject and one property.
bool comes_before(const AlignedStatement& a, const AlignedStatement& b) {
  if (const auto order = compare_terms(a.quad.object, b.quad.object); order != 0)
    return order < 0;
  if (a.derivation.rule != b.derivation.rule)
    return a.derivation.rule < b.derivation.rule;
  if (const auto order = compare_places(a.derivation.place.value, b.derivation.place.value); order != 0)
    return order < 0;
  return std::tie(a.derivation.literal, a.derivation.status) <
         std::tie(b.derivation.literal, b.derivation.status);
}

bool before(const AlignedStatement& a, const AlignedStatement& b) {
  if (const auto order = compare_places(a.quad.subject.value, b.quad.subject.value); order != 0)
    return order < 0;
  if (const auto order = a.quad.predicate.value <=> b.quad.predicate.value; order != 0)
    return order < 0;
  return comes_before(a, b);
}

/// Numbers texts by their order, so that texts which come again and again are compared as numbers.
class Ranks {
public:
  /// Call for one text after the other.
  void add(std::string_view text) {
    // Statements of one subject, or of one property, tend to stand together.
    if (numbers_.empty() || text != texts_[numbers_.back()]) {
      const auto [it, fresh] = known_.try_emplace(text, static_cast<std::uint32_t>(texts_.size()));
      if (fresh)
        texts_.push_back(text);
      numbers_.push_back(it->second);
    } else {
      numbers_.push_back(numbers_.back());
    }
  }
  /// The ranks of the texts, in the order in which they were added.
  template <class Less> [[nodiscard]] std::vector<std::uint32_t> take(Less less) {
    std::vector<std::uint32_t> order(texts_.size()), rank_of(texts_.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return less(texts_[a], texts_[b]); });
    for (std::uint32_t i = 0; i < order.size(); ++i)
      rank_of[order[i]] = i;
    for (std::uint32_t& number : numbers_)
      number = rank_of[number];
    return std::move(numbers_);
  }

private:
  std::unordered_map<std::string_view, std::uint32_t> known_;
  std::vector<std::string_view> texts_;  ///< by number
  std::vector<std::uint32_t> numbers_;
};

/// By subject in document order, then by property: one key for each statement from `first` on.
std::vector<std::uint64_t> keys_of(const std::vector<AlignedStatement>& statements, std::size_t first) {
  Ranks subjects, properties;
  for (std::size_t i = first; i < statements.size(); ++i) {
    subjects.add(statements[i].quad.subject.value);
    properties.add(statements[i].quad.predicate.value);
  }
  const auto by_subject = subjects.take([](std::string_view a, std::string_view b) { return compare_places(a, b) < 0; });
  const auto by_property = properties.take(std::less<>());
  std::vector<std::uint64_t> keys(by_subject.size());
  for (std::size_t i = 0; i < keys.size(); ++i)
    keys[i] = std::uint64_t{by_subject[i]} << 32 | by_property[i];
  return keys;
}

} // namespace

void StatementOrder::add(const std::vector<AlignedStatement>& statements) {
  const std::size_t first = added_;
  const std::vector<std::uint64_t> keys = keys_of(statements, first);
  const auto less_by_key = [&](std::uint32_t a, std::uint32_t b) {
    const std::uint64_t x = keys[a - first], y = keys[b - first];
    return x != y ? x < y : comes_before(statements[a], statements[b]);
  };
  const auto less = [&](std::uint32_t a, std::uint32_t b) { return before(statements[a], statements[b]); };
  const auto same = [&](std::uint32_t a, std::uint32_t b) { return statements[a].quad == statements[b].quad; };
  const auto sorted = static_cast<std::ptrdiff_t>(order_.size());
  for (; added_ < statements.size(); ++added_)
    order_.push_back(static_cast<std::uint32_t>(added_));
  std::sort(order_.begin() + sorted, order_.end(), less_by_key);
  std::inplace_merge(order_.begin(), order_.begin() + sorted, order_.end(), less);
  order_.erase(std::unique(order_.begin(), order_.end(), same), order_.end());
}

std::vector<AlignedStatement> StatementOrder::take(std::vector<AlignedStatement>&& statements) const {
  // Where each comes from; those that are left out go to the end.
  std::vector<std::uint32_t> from(order_);
  std::vector<bool> kept(statements.size());
  for (const std::uint32_t number : order_)
    kept[number] = true;
  for (std::uint32_t number = 0; number < statements.size(); ++number)
    if (!kept[number])
      from.push_back(number);
  // In their own place, cycle by cycle: a second list would be what takes the most memory of a whole import.
  for (std::uint32_t start = 0; start < from.size(); ++start) {
    if (from[start] == start)
      continue;
    AlignedStatement first = std::move(statements[start]);
    std::uint32_t at = start;
    while (from[at] != start) {
      const std::uint32_t next = from[at];
      statements[at] = std::move(statements[next]);
      from[at] = at;
      at = next;
    }
    statements[at] = std::move(first);
    from[at] = at;
  }
  statements.resize(order_.size());
  return statements;
}

} // namespace micrograph::mapping
