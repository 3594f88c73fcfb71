#include "mapping/statement_order.hpp"

#include "base/free_storage.hpp"
#include "mapping/places.hpp"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <iterator>
#include <numeric>
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
  /// Of terms whose numbers are below `end`.
  explicit Ranks(std::size_t end) : ranks_(end, none) {}

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
    size_ = ordered.size();
    free_storage(numbers_);
  }
  [[nodiscard]] std::uint32_t of(Number number) const { return ranks_[number]; }
  /// How many were put in order.
  [[nodiscard]] std::size_t size() const { return size_; }

private:
  static constexpr std::uint32_t unordered = none - 1;
  std::vector<std::uint32_t> ranks_; ///< by number; `none`: not added
  std::vector<Number> numbers_;       ///< what was added, until it is put in order
  std::size_t size_ = 0;
};

/// The numbers of the statements from `first` on, by the rank of their subjects. As most subjects have few statements, counting
/// them leaves hardly anything to be sorted, and takes no key for each statement.
std::vector<std::uint32_t> by_subject(const StatementList& statements, std::size_t first, const Ranks& subjects) {
  std::vector<std::uint32_t> starts(subjects.size() + 1);
  for (std::size_t i = first; i < statements.size(); ++i)
    ++starts[subjects.of(statements[i].subject) + 1];
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  std::vector<std::uint32_t> numbers;
  numbers.reserve(2 * (statements.size() - first)); // for what is added later; of a long one, what is not touched takes no memory
  numbers.resize(statements.size() - first);
  for (std::size_t i = first; i < statements.size(); ++i)
    numbers[starts[subjects.of(statements[i].subject)]++] = static_cast<std::uint32_t>(i);
  return numbers;
}

} // namespace

void StatementOrder::add(const StatementList& statements) {
  const std::size_t first = added_;
  const Comparison compare(terms_);
  std::vector<std::uint32_t> more = sorted_from(statements, first);
  added_ = statements.size();
  const auto same = [&](std::uint32_t a, std::uint32_t b) {
    const auto terms_of = [](const NumberedStatement& s) { return std::tie(s.subject, s.predicate, s.object); };
    return terms_of(statements[a]) == terms_of(statements[b]);
  };
  if (order_.empty()) {
    order_ = std::move(more);
  } else {
    const auto sorted = static_cast<std::ptrdiff_t>(order_.size());
    order_.insert(order_.end(), more.begin(), more.end());
    std::inplace_merge(order_.begin(), order_.begin() + sorted, order_.end(),
                       [&](std::uint32_t a, std::uint32_t b) { return compare.before(statements[a], statements[b]); });
  }
  order_.erase(std::unique(order_.begin(), order_.end(), same), order_.end());
}

std::vector<std::uint32_t> StatementOrder::sorted_from(const StatementList& statements, std::size_t first) const {
  const Comparison compare(terms_);
  std::vector<std::uint32_t> numbers;
  {
    Ranks subjects(terms_.size());
    for (std::size_t i = first; i < statements.size(); ++i)
      subjects.add(statements[i].subject);
    subjects.put_in_order([&](Number a, Number b) { return compare.places(a, b) < 0; }, nodes_, first == 0 ? nodes_end_ : nodes_);
    numbers = by_subject(statements, first, subjects);
  }
  Number last = 0; // properties tend to be terms of the rules, which have low numbers
  for (std::size_t i = first; i < statements.size(); ++i)
    last = std::max(last, statements[i].predicate);
  Ranks properties(std::size_t{1} + last);
  for (std::size_t i = first; i < statements.size(); ++i)
    properties.add(statements[i].predicate);
  properties.put_in_order([&](Number a, Number b) { return compare.texts(a, b) < 0; });
  const auto less = [&](std::uint32_t a, std::uint32_t b) {
    const NumberedStatement &x = statements[a], &y = statements[b];
    return x.predicate != y.predicate ? properties.of(x.predicate) < properties.of(y.predicate) : compare.comes_before(x, y);
  };
  for (auto begin = numbers.begin(); begin != numbers.end();) {
    const Number subject = statements[*begin].subject;
    const auto end = std::find_if(begin, numbers.end(), [&](std::uint32_t number) { return statements[number].subject != subject; });
    std::sort(begin, end, less);
    begin = end;
  }
  return numbers;
}

void StatementOrder::apply(StatementList& statements, const std::function<void(const NumberedStatement&)>& dropped) {
  const std::size_t kept = order_.size();
  std::vector<bool> is_kept(statements.size());
  for (const std::uint32_t number : order_)
    is_kept[number] = true;
  order_.reserve(statements.size());
  for (std::uint32_t number = 0; number < statements.size(); ++number)
    if (!is_kept[number]) {
      dropped(statements[number]);
      order_.push_back(number);
    }
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
