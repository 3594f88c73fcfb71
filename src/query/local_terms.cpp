#include "query/local_terms.hpp"

#include "query/memory_limit.hpp"

#include <string_view>

namespace micrograph::query {

graph::ValueId LocalTerms::intern(const rdf::TermView& term) {
  if (term.kind == rdf::TermKind::none)
    return graph::undefined;
  if (const auto carried = graph::ValueId::from_term(term))
    return *carried;
  const auto lock = locked();
  const std::uint32_t hash = rdf::TermTable::hash_of(term);
  if (const auto known = terms_.find(term, hash); known != rdf::TermTable::none && given_[known])
    return graph::ValueId(graph::Tag::local, own_bit | known);
  if (const auto stored = source_.find(term))
    return *stored;
  const std::uint64_t more = rdf::TermTable::entry_bytes + term.value.size() + term.datatype.size() + term.language.size();
  const std::uint64_t bytes = bytes_.fetch_add(more, std::memory_order_relaxed) + more;
  if (most_bytes_ != 0 && bytes > most_bytes_)
    fail_memory(most_bytes_, made_terms, bytes);
  const auto number = terms_.intern(term, hash);
  given_.resize(terms_.size());
  given_[number] = true;
  return graph::ValueId(graph::Tag::local, own_bit | number);
}

rdf::TermKind LocalTerms::kind(graph::ValueId id) const {
  if (!id.defined())
    return rdf::TermKind::none;
  if (owns(id)) {
    const auto lock = locked();
    return terms_.kind(number_of(id));
  }
  return id.carries_value() ? rdf::TermKind::literal : source_.kind(id);
}

void LocalTerms::clear() {
  if (terms_.size() == 0)
    return;
  terms_ = {};
  given_.clear();
  bytes_ = 0;
}

rdf::Term LocalTerms::term(graph::ValueId id) const {
  if (!id.defined())
    return {};
  if (owns(id)) {
    const auto lock = locked();
    return rdf::Term(terms_.term(number_of(id)));
  }
  return id.carries_value() ? id.to_term() : source_.term(id);
}

} // namespace micrograph::query
