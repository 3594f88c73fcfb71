#include "mapping/statement_order.hpp"

#include "mapping/places.hpp"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <iterator>
#include <tuple>
#include <utility>
#include <vector>

namespace micrograph::mapping {

namespace {

using Number = rdf::TermTable::Number;
constexpr Number none = rdf::TermTable::none;

/// Compares statements term by term; equal numbers are equal terms.
class Comparison {
public:
  explicit Comparison(const rdf::TermTable& terms) : terms_(terms) {}

  /// Of nodes, in document order; `none` comes first.
  [[nodiscard]] std::weak_ordering places(Number a, Number b) const {
    if (a == b)
      return std::weak_ordering::equivalent;
    return compare_places(text(a), text(b));
  }
  [[nodiscard]] std::weak_ordering texts(Number a, Number b) const {
    return a == b ? std::strong_ordering::equal : text(a) <=> text(b);
  }
  /// Of statements with one subject and one property.
  [[nodiscard]] bool comes_before(const NumberedStatement& a, const NumberedStatement& b) const {
    if (const auto order = objects(a.object, b.object); order != 0)
      return order < 0;
    if (a.rule != b.rule)
      return a.rule < b.rule;
    if (a.place != b.place)
      if (const auto order = compare_places(a.place.text(terms_), b.place.text(terms_)); order != 0)
        return order < 0;
    if (const auto order = texts(a.literal, b.literal); order != 0)
      return order < 0;
    return a.status < b.status;
  }
  [[nodiscard]] bool before(const NumberedStatement& a, const NumberedStatement& b) const {
    if (const auto order = places(a.subject, b.subject); order != 0)
      return order < 0;
    if (const auto order = texts(a.predicate, b.predicate); order != 0)
      return order < 0;
    return comes_before(a, b);
  }

private:
  [[nodiscard]] std::string_view text(Number number) const { return number == none ? std::string_view() : terms_.term(number).value; }
  [[nodiscard]] std::weak_ordering objects(Number a, Number b) const {
    if (a == b)
      return std::weak_ordering::equivalent;
    const rdf::TermView x = terms_.term(a), y = terms_.term(b);
    if (const auto order = x.kind <=> y.kind; order != 0)
      return order;
    if (x.kind != rdf::TermKind::literal)
      return compare_places(x.value, y.value);
    return x <=> y;
  }

  const rdf::TermTable& terms_;
};

/// The ranks of terms that come again and again, so that these are compared as numbers.
class Ranks {
public:
  explicit Ranks(const rdf::TermTable& terms) : ranks_(terms.size(), none) {}

  void add(Number number) {
    if (ranks_[number] != none)
      return;
    ranks_[number] = unordered;
    numbers_.push_back(number);
  }
  /// `likely` up to `likely_end`: see StatementOrder.
  template <class Less> void put_in_order(Less less, Number likely = 0, Number likely_end = 0) {
    std::vector<Number> ordered;
    ordered.reserve(numbers_.size());
    for (Number next = likely; next < likely_end; ++next)
      if (ranks_[next] == unordered) {
        ranks_[next] = 0;
        ordered.push_back(next);
      }
    if (!std::is_sorted(ordered.begin(), ordered.end(), less))
      std::sort(ordered.begin(), ordered.end(), less);
    const auto first_other = static_cast<std::ptrdiff_t>(ordered.size());
    std::copy_if(numbers_.begin(), numbers_.end(), std::back_inserter(ordered), [this](Number number) { return ranks_[number] == unordered; });
    std::sort(ordered.begin() + first_other, ordered.end(), less);
    std::inplace_merge(ordered.begin(), ordered.begin() + first_other, ordered.end(), less);
    for (std::uint32_t i = 0; i < ordered.size(); ++i)
      ranks_[ordered[i]] = i;
  }
  [[nodiscard]] std::uint64_t of(Number number) const { return ranks_[number]; }

private:
  static constexpr std::uint32_t unordered = none - 1;
  std::vector<std::uint32_t> ranks_; ///< by number; `none`: not added
  std::vector<Number> numbers_;
};

/// By subject in document order, then by property: one key for each statement from `first` on.
std::vector<std::uint64_t> keys_of(const StatementList& statements, std::size_t first, const rdf::TermTable& terms, Number nodes,
                                   Number nodes_end) {
  Ranks subjects(terms), properties(terms);
  for (std::size_t i = first; i < statements.size(); ++i) {
    subjects.add(statements[i].subject);
    properties.add(statements[i].predicate);
  }
  const Comparison compare(terms);
  subjects.put_in_order([&](Number a, Number b) { return compare.places(a, b) < 0; }, nodes, nodes_end);
  properties.put_in_order([&](Number a, Number b) { return compare.texts(a, b) < 0; });
  std::vector<std::uint64_t> keys;
  keys.reserve(statements.size() - first);
  for (std::size_t i = first; i < statements.size(); ++i)
    keys.push_back(subjects.of(statements[i].subject) << 32 | properties.of(statements[i].predicate));
  return keys;
}

} // namespace

void StatementOrder::add(const StatementList& statements) {
  const std::size_t first = added_;
  const std::vector<std::uint64_t> keys = keys_of(statements, first, terms_, nodes_, first == 0 ? nodes_end_ : nodes_);
  const Comparison compare(terms_);
  const auto less_by_key = [&](std::uint32_t a, std::uint32_t b) {
    const std::uint64_t x = keys[a - first], y = keys[b - first];
    return x != y ? x < y : compare.comes_before(statements[a], statements[b]);
  };
  const auto less = [&](std::uint32_t a, std::uint32_t b) { return compare.before(statements[a], statements[b]); };
  const auto same = [&](std::uint32_t a, std::uint32_t b) {
    const auto terms_of = [](const NumberedStatement& s) { return std::tie(s.subject, s.predicate, s.object); };
    return terms_of(statements[a]) == terms_of(statements[b]);
  };
  const auto sorted = static_cast<std::ptrdiff_t>(order_.size());
  for (; added_ < statements.size(); ++added_)
    order_.push_back(static_cast<std::uint32_t>(added_));
  std::sort(order_.begin() + sorted, order_.end(), less_by_key);
  std::inplace_merge(order_.begin(), order_.begin() + sorted, order_.end(), less);
  order_.erase(std::unique(order_.begin(), order_.end(), same), order_.end());
}

void StatementOrder::apply(StatementList& statements) {
  const std::size_t kept = order_.size();
  std::vector<bool> is_kept(statements.size());
  for (const std::uint32_t number : order_)
    is_kept[number] = true;
  order_.reserve(statements.size());
  for (std::uint32_t number = 0; number < statements.size(); ++number)
    if (!is_kept[number])
      order_.push_back(number);
  // A permutation is circles: along each, everyone moves by one, and only the first waits outside.
  for (std::uint32_t start = 0; start < order_.size(); ++start) {
    if (order_[start] == start)
      continue;
    const NumberedStatement first = statements[start];
    std::uint32_t here = start;
    for (std::uint32_t from; (from = std::exchange(order_[here], here)) != start; here = from)
      statements[here] = statements[from];
    statements[here] = first;
  }
  statements.resize(kept);
}

} // namespace micrograph::mapping
