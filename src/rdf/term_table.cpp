#include "rdf/term_table.hpp"

#include <algorithm>
#include <functional>
#include <stdexcept>

namespace micrograph::rdf {

std::uint32_t TermTable::hash_of(const TermView& term) {
  const std::hash<std::string_view> of_text;
  std::uint64_t hash = of_text(term.value) + static_cast<std::uint64_t>(term.kind);
  if (!term.datatype.empty() || !term.language.empty())
    hash ^= of_text(term.datatype) * 3 ^ of_text(term.language) * 5;
  return static_cast<std::uint32_t>(hash ^ hash >> 32);
}

TermView TermTable::term(Number number) const {
  const Entry& entry = entries_[number];
  const auto text = [this](Number of) { return of == none ? std::string_view() : entries_[of].view(); };
  return {entry.kind, entry.view(), text(entry.datatype), text(entry.language)};
}

bool TermTable::is(Number number, const TermView& wanted) const {
  const Entry& entry = entries_[number];
  if (entry.kind != wanted.kind || entry.view() != wanted.value)
    return false;
  const auto text = [this](Number of) { return of == none ? std::string_view() : entries_[of].view(); };
  return text(entry.datatype) == wanted.datatype && text(entry.language) == wanted.language;
}

std::size_t TermTable::slot_of(const TermView& wanted, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  while (slots_[slot].number != none && (slots_[slot].hash != hash || !is(slots_[slot].number, wanted)))
    slot = (slot + 1) & mask;
  return slot;
}

TermTable::Number TermTable::find(const TermView& wanted, std::uint32_t hash) const {
  return slots_.empty() ? none : slots_[slot_of(wanted, hash)].number;
}

TermTable::Number TermTable::intern(const TermView& wanted, std::uint32_t hash) {
  if (const Number known = find(wanted, hash); known != none)
    return known;
  Entry entry;
  entry.kind = wanted.kind;
  entry.hash = hash;
  if (!wanted.datatype.empty())
    entry.datatype = intern(iri(wanted.datatype));
  if (!wanted.language.empty())
    entry.language = intern(literal(wanted.language));
  if (wanted.value.size() >= none || entries_.size() >= none - 1)
    throw std::length_error("more terms, or a longer one, than can be held at once");
  if ((entries_.size() + 1) * 2 > slots_.size())
    grow();
  entry.text = store(wanted.value);
  entry.size = static_cast<std::uint32_t>(wanted.value.size());
  const auto number = static_cast<Number>(entries_.size());
  entries_.push_back(entry);
  slots_[slot_of(wanted, hash)] = {number, hash};
  return number;
}

const char* TermTable::store(std::string_view text) {
  constexpr std::size_t smallest_chunk = std::size_t{1} << 12, largest_chunk = std::size_t{1} << 20;
  if (text.size() > chunk_left_) {
    chunk_size_ = std::clamp(chunk_size_ * 2, smallest_chunk, largest_chunk);
    chunk_left_ = std::max(text.size(), chunk_size_);
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(chunk_left_));
    chunk_end_ = chunks_.back().get();
  }
  const char* const start = chunk_end_;
  chunk_end_ = std::copy(text.begin(), text.end(), chunk_end_);
  chunk_left_ -= text.size();
  return start;
}

void TermTable::grow() {
  slots_.assign(std::max<std::size_t>(256, slots_.size() * 2), Slot());
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t number = 0; number < entries_.size(); ++number) {
    std::size_t slot = entries_[number].hash & mask;
    while (slots_[slot].number != none)
      slot = (slot + 1) & mask;
    slots_[slot] = {static_cast<Number>(number), entries_[number].hash};
  }
}

} // namespace micrograph::rdf
