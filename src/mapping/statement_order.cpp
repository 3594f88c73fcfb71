#include "mapping/statement_order.hpp"

#include "mapping/places.hpp"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <functional>
#include <string_view>
#include <tuple>
#include <unordered_map>
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
  void add(std::string_view text) {
    if (last_ != nullptr && *last_ == text)
      return;
    last_ = &ranks_.try_emplace(text, 0).first->first;
  }
  template <class Less> void sort(Less less) {
    std::vector<std::string_view> texts;
    texts.reserve(ranks_.size());
    for (const auto& [text, rank] : ranks_)
      texts.push_back(text);
    std::sort(texts.begin(), texts.end(), less);
    for (std::uint32_t i = 0; i < texts.size(); ++i)
      ranks_.find(texts[i])->second = i;
  }
  [[nodiscard]] std::uint32_t of(std::string_view text) const { return ranks_.find(text)->second; }

private:
  std::unordered_map<std::string_view, std::uint32_t> ranks_;
  const std::string_view* last_ = nullptr; ///< statements of one subject, or one property, tend to stand together
};

/// By subject in document order, then by property: one key for each statement from `first` on.
std::vector<std::uint64_t> keys_of(const std::vector<AlignedStatement>& statements, std::size_t first) {
  Ranks subjects, properties;
  for (std::size_t i = first; i < statements.size(); ++i) {
    subjects.add(statements[i].quad.subject.value);
    properties.add(statements[i].quad.predicate.value);
  }
  subjects.sort([](std::string_view a, std::string_view b) { return compare_places(a, b) < 0; });
  properties.sort(std::less<>());
  std::vector<std::uint64_t> keys;
  keys.reserve(statements.size() - first);
  for (std::size_t i = first; i < statements.size(); ++i)
    keys.push_back(std::uint64_t{subjects.of(statements[i].quad.subject.value)} << 32 |
                   properties.of(statements[i].quad.predicate.value));
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
  std::vector<AlignedStatement> out;
  out.reserve(order_.size());
  for (const std::uint32_t number : order_)
    out.push_back(std::move(statements[number]));
  return out;
}

} // namespace micrograph::mapping
