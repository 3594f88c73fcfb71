#include "rdf/interned_statements.hpp"

#include <functional>
#include <limits>
#include <stdexcept>

namespace micrograph::rdf {

namespace {

std::size_t hash_of(const TermView& term) {
  const std::hash<std::string_view> hash;
  std::size_t result = hash(term.value) + static_cast<std::size_t>(term.kind);
  if (!term.datatype.empty())
    result = result * 31 + hash(term.datatype);
  if (!term.language.empty())
    result = result * 37 + hash(term.language);
  return result ^ result >> 29;
}

} // namespace

TermView InternedStatements::term(Id id) const {
  const Entry& entry = entries_[id];
  const auto text = [this](const Entry& of) { return std::string_view(text_).substr(of.offset, of.size); };
  return {entry.kind, text(entry), text(entries_[entry.datatype]), text(entries_[entry.language])};
}

std::size_t InternedStatements::slot_of(const TermView& wanted) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash_of(wanted) & mask;
  while (slots_[slot] != none && term(slots_[slot]) != wanted)
    slot = (slot + 1) & mask;
  return slot;
}

InternedStatements::Id InternedStatements::find(const TermView& wanted) const { return slots_[slot_of(wanted)]; }

InternedStatements::Id InternedStatements::intern(const TermView& wanted) {
  if (wanted.kind == TermKind::none)
    return none;
  if (const Id known = slots_[slot_of(wanted)]; known != none)
    return known;
  Entry entry;
  entry.kind = wanted.kind;
  if (!wanted.datatype.empty())
    entry.datatype = intern(iri(wanted.datatype));
  if (!wanted.language.empty())
    entry.language = intern(literal(wanted.language));
  constexpr std::size_t most = std::numeric_limits<std::uint32_t>::max();
  if (wanted.value.size() > most || entries_.size() > most)
    throw std::length_error("more terms, or a longer one, than can be held at once");
  entry.offset = text_.size();
  entry.size = static_cast<std::uint32_t>(wanted.value.size());
  text_ += wanted.value;
  const auto id = static_cast<Id>(entries_.size());
  entries_.push_back(entry);
  if (entries_.size() * 2 > slots_.size())
    grow();
  else
    slots_[slot_of(wanted)] = id;
  return id;
}

void InternedStatements::grow() {
  slots_.assign(slots_.size() * 2, none);
  for (std::size_t id = 1; id < entries_.size(); ++id)
    slots_[slot_of(term(static_cast<Id>(id)))] = static_cast<Id>(id);
}

void InternedStatements::add(const QuadView& quad) {
  const Id graph = intern(quad.graph);
  const Id subject = intern(quad.subject);
  const Id predicate = intern(quad.predicate);
  rows_.push_back({graph, subject, predicate, intern(quad.object)});
}

} // namespace micrograph::rdf
