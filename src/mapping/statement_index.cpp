#include "mapping/statement_index.hpp"

#include <algorithm>
#include <utility>

namespace micrograph::mapping {

StatementIndex::Ends::Ends(const MappingResult& result, Number NumberedStatement::*end) {
  const StatementList& statements = result.statements;
  starts_.resize(result.terms.size() + 1);
  for (const NumberedStatement& statement : statements)
    ++starts_[statement.*end + 1];
  for (std::size_t i = 1; i < starts_.size(); ++i)
    starts_[i] += starts_[i - 1];
  entries_.resize(statements.size());
  std::vector<std::uint32_t> next(starts_);
  for (std::uint32_t i = 0; i < statements.size(); ++i)
    entries_[next[statements[i].*end]++] = i;
  for (std::size_t i = 0; i + 1 < starts_.size(); ++i)
    if (starts_[i + 1] - starts_[i] > 1)
      std::sort(entries_.begin() + starts_[i], entries_.begin() + starts_[i + 1], [&](Entry a, Entry b) {
        return std::pair(statements[a].predicate, a) < std::pair(statements[b].predicate, b);
      });
}

StatementIndex::Entries StatementIndex::Ends::find(const StatementList& statements, Number end, Number property) const {
  if (end == rdf::TermTable::none || property == rdf::TermTable::none)
    return {};
  const auto of_property = [&](Entry entry) { return statements[entry].predicate == property; };
  const auto first = std::lower_bound(entries_.begin() + starts_[end], entries_.begin() + starts_[end + 1], property,
                                      [&](Entry entry, Number wanted) { return statements[entry].predicate < wanted; });
  return {first, std::find_if_not(first, entries_.begin() + starts_[end + 1], of_property)};
}

StatementIndex::StatementIndex(const MappingResult& result)
    : statements_(result.statements), subjects_(result, &NumberedStatement::subject), objects_(result, &NumberedStatement::object) {}

bool StatementIndex::says(Number subject, Number property, Number object) const {
  const Entries found = by_subject(subject, property);
  return std::any_of(found.begin(), found.end(), [&](const Entry& entry) { return statements_[entry].object == object; });
}

} // namespace micrograph::mapping
