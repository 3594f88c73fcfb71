#include "rdf/term_table.hpp"

#include "base/free_storage.hpp"

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
  const Entry& found = entry(number);
  return {found.kind, found.view(), datatype(found), language(found)};
}

bool TermTable::is(Number number, const TermView& wanted) const {
  const Entry& known = entry(number);
  return known.kind == wanted.kind && known.view() == wanted.value && datatype(known) == wanted.datatype &&
         language(known) == wanted.language;
}

std::size_t TermTable::slot_of(const TermView& wanted, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  while (slots_[slot].number != none && (slots_[slot].hash != hash || !is(slots_[slot].number, wanted)))
    slot = (slot + 1) & mask;
  return slot;
}

TermTable::Number TermTable::find(const TermView& wanted, std::uint32_t hash) const {
  if (base_)
    if (const Number known = base_->find(wanted, hash); known < start_)
      return known;
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
  if (wanted.value.size() >= none || size() >= no_language - 1)
    throw std::length_error("more terms, or a longer one, than can be held at once");
  if ((count_ + 1) * 2 > slots_.size())
    grow();
  entry.text = store(wanted.value);
  entry.size = static_cast<std::uint32_t>(wanted.value.size());
  const auto number = static_cast<Number>(size());
  if (count_ % page_size == 0)
    pages_.push_back(std::make_unique<Entry[]>(page_size));
  pages_.back()[count_ % page_size] = entry;
  ++count_;
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
  const std::size_t slots = std::max<std::size_t>(256, slots_.size() * 2);
  free_storage(slots_); // before there are others
  slots_.resize(slots);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = 0; i < count_; ++i) {
    const std::uint32_t hash = pages_[i / page_size][i % page_size].hash;
    std::size_t slot = hash & mask;
    while (slots_[slot].number != none)
      slot = (slot + 1) & mask;
    slots_[slot] = {static_cast<Number>(start_ + i), hash};
  }
}

} // namespace micrograph::rdf
