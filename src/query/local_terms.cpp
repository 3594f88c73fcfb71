#include "query/local_terms.hpp"

#include "query/memory_limit.hpp"

#include <functional>
#include <string_view>
#include <utility>

namespace micrograph::query {

std::size_t LocalTerms::Hash::operator()(const rdf::TermView& term) const noexcept {
  const std::hash<std::string_view> of_text;
  std::size_t hash = of_text(term.value);
  if (term.kind == rdf::TermKind::literal)
    hash ^= of_text(term.datatype) * 3 ^ of_text(term.language) * 5;
  return hash * 4 + static_cast<std::size_t>(term.kind);
}

graph::ValueId LocalTerms::intern(const rdf::TermView& term) {
  if (term.kind == rdf::TermKind::none)
    return graph::undefined;
  if (const auto carried = graph::ValueId::from_term(term))
    return *carried;
  const auto lock = locked();
  if (const auto known = ids_.find(term); known != ids_.end())
    return known->second;
  if (const auto stored = source_.find(term))
    return *stored;
  constexpr std::size_t entry_bytes = sizeof(rdf::Term) + sizeof(std::pair<rdf::TermView, graph::ValueId>) + 40;
  const std::uint64_t more = entry_bytes + term.value.size() + term.datatype.size() + term.language.size();
  const std::uint64_t bytes = bytes_.fetch_add(more, std::memory_order_relaxed) + more;
  if (most_bytes_ != 0 && bytes > most_bytes_)
    fail_memory(most_bytes_, made_terms, bytes);
  const graph::ValueId id(graph::Tag::local, own_bit | terms_.size());
  terms_.emplace_back(term);
  ids_.emplace(terms_.back(), id);
  return id;
}

rdf::TermKind LocalTerms::kind(graph::ValueId id) const {
  if (!id.defined())
    return rdf::TermKind::none;
  if (owns(id))
    return terms_.at(id.payload() & ~own_bit).kind;
  return id.carries_value() ? rdf::TermKind::literal : source_.kind(id);
}

void LocalTerms::clear() {
  if (terms_.empty())
    return;
  ids_.clear();
  terms_.clear();
  bytes_ = 0;
}

rdf::Term LocalTerms::term(graph::ValueId id) const {
  if (!id.defined())
    return {};
  if (owns(id)) {
    const auto lock = locked();
    return terms_.at(id.payload() & ~own_bit);
  }
  return id.carries_value() ? id.to_term() : source_.term(id);
}

} // namespace micrograph::query
