#include "mapping/statement_index.hpp"

#include <algorithm>
#include <limits>

namespace micrograph::mapping {

template <typename EndOf>
void StatementIndex::Ends::fill(const std::vector<AlignedStatement>& statements, EndOf end_of) {
  constexpr auto none = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::uint32_t> number_of(statements.size(), none);
  std::vector<std::uint32_t> counts;
  std::string_view last; // statements of one subject stand together
  std::uint32_t number = none;
  for (std::size_t i = 0; i < statements.size(); ++i) {
    const std::string_view end = end_of(statements[i]);
    if (end.empty())
      continue;
    if (number == none || end != last) {
      number = numbers_.try_emplace(end, static_cast<std::uint32_t>(numbers_.size())).first->second;
      last = end;
    }
    counts.resize(numbers_.size());
    ++counts[number];
    number_of[i] = number;
  }
  starts_.assign(1, 0);
  for (const std::uint32_t count : counts)
    starts_.push_back(starts_.back() + count);
  positions_.resize(starts_.back());
  std::vector<std::uint32_t> next(starts_);
  for (std::uint32_t i = 0; i < statements.size(); ++i)
    if (number_of[i] != none)
      positions_[next[number_of[i]]++] = i;
  const auto by_property = [&](std::uint32_t a, std::uint32_t b) {
    return statements[a].quad.predicate.value < statements[b].quad.predicate.value;
  };
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const auto first = positions_.begin() + starts_[i], end = positions_.begin() + starts_[i + 1];
    if (!std::is_sorted(first, end, by_property))
      std::stable_sort(first, end, by_property);
  }
}

std::span<const std::uint32_t> StatementIndex::Ends::find(const std::vector<AlignedStatement>& statements,
                                                          std::string_view end, std::string_view property) const {
  const auto known = numbers_.find(end);
  if (known == numbers_.end())
    return {};
  const auto property_of = [&](std::uint32_t position) {
    return std::string_view(statements[position].quad.predicate.value);
  };
  const auto first = std::lower_bound(
      positions_.begin() + starts_[known->second], positions_.begin() + starts_[known->second + 1], property,
      [&](std::uint32_t position, std::string_view wanted) { return property_of(position) < wanted; });
  const auto last = std::find_if(first, positions_.begin() + starts_[known->second + 1],
                                 [&](std::uint32_t position) { return property_of(position) != property; });
  return {first, last};
}

StatementIndex::StatementIndex(const std::vector<AlignedStatement>& statements) : statements_(statements) {
  subjects_.fill(statements, [](const AlignedStatement& statement) {
    return std::string_view(statement.quad.subject.value);
  });
  objects_.fill(statements, [](const AlignedStatement& statement) {
    const rdf::Term& object = statement.quad.object;
    return object.kind == rdf::TermKind::iri ? std::string_view(object.value) : std::string_view();
  });
}

bool StatementIndex::says(std::string_view subject, std::string_view property,
                          const rdf::TermView& object) const {
  const auto found = by_subject(subject, property);
  return std::any_of(found.begin(), found.end(), [&](std::uint32_t position) {
    return rdf::TermView(statements_[position].quad.object) == object;
  });
}

} // namespace micrograph::mapping
