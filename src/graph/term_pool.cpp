#include "graph/term_pool.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <mutex>
#include <string_view>

namespace micrograph::graph {

namespace {

constexpr std::size_t chunk_bytes = std::size_t{1} << 18;

/// What stands before the texts of a stored term.
struct Header {
  std::uint32_t kind = 0;
  std::array<std::uint32_t, 3> lengths{}; ///< of value, datatype, language
};

std::array<std::string_view, 3> texts_of(const rdf::TermView& term) {
  return {term.value, term.datatype, term.language};
}

rdf::TermView stored_term(const char* at) {
  Header header;
  std::memcpy(&header, at, sizeof header);
  at += sizeof header;
  std::array<std::string_view, 3> texts;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    texts[i] = {at, header.lengths[i]};
    at += header.lengths[i];
  }
  return {static_cast<rdf::TermKind>(header.kind), texts[0], texts[1], texts[2]};
}

std::uint32_t hash_of(const rdf::TermView& term) {
  const std::hash<std::string_view> of_text;
  std::uint64_t hash = of_text(term.value) + static_cast<std::uint64_t>(term.kind);
  if (!term.datatype.empty() || !term.language.empty())
    hash ^= of_text(term.datatype) * 3 ^ of_text(term.language) * 5;
  return static_cast<std::uint32_t>(hash ^ hash >> 32);
}

} // namespace

TermPool::Number TermPool::look_up(const rdf::TermView& term, std::uint32_t hash) const {
  if (slots_.empty())
    return none;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash & mask; slots_[slot] != none; slot = (slot + 1) & mask) {
    const Number number = slots_[slot];
    if (hashes_[number] == hash && stored_term(terms_[number]) == term)
      return number;
  }
  return none;
}

const char* TermPool::store(const rdf::TermView& term) {
  const auto texts = texts_of(term);
  Header header{static_cast<std::uint32_t>(term.kind), {}};
  std::size_t size = sizeof header;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (texts[i].size() >= none)
      throw FormatError("mg.term-too-long", "a term is longer than 4 GiB");
    header.lengths[i] = static_cast<std::uint32_t>(texts[i].size());
    size += texts[i].size();
  }
  if (size > chunk_left_) {
    const std::size_t room = std::max(size, chunk_bytes);
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(room));
    chunk_end_ = chunks_.back().get();
    chunk_left_ = room;
  }
  char* const start = chunk_end_;
  std::memcpy(start, &header, sizeof header);
  chunk_end_ += sizeof header;
  for (const std::string_view text : texts)
    chunk_end_ = std::copy(text.begin(), text.end(), chunk_end_);
  chunk_left_ -= size;
  return start;
}

void TermPool::grow() {
  slots_.assign(std::max<std::size_t>(1024, slots_.size() * 2), none);
  const std::size_t mask = slots_.size() - 1;
  for (Number number = 0; number < terms_.size(); ++number) {
    std::size_t slot = hashes_[number] & mask;
    while (slots_[slot] != none)
      slot = (slot + 1) & mask;
    slots_[slot] = number;
  }
}

std::optional<TermPool::Number> TermPool::find(const rdf::TermView& term) const {
  const std::uint32_t hash = hash_of(term);
  const std::shared_lock lock(mutex_);
  const Number known = look_up(term, hash);
  return known != none ? std::optional(known) : std::nullopt;
}

TermPool::Number TermPool::add(const rdf::TermView& term) {
  const std::uint32_t hash = hash_of(term);
  {
    const std::shared_lock lock(mutex_);
    if (const Number known = look_up(term, hash); known != none)
      return known;
  }
  const std::unique_lock lock(mutex_);
  if (const Number known = look_up(term, hash); known != none)
    return known; // another thread was faster
  if (terms_.size() >= none - 1)
    throw FormatError("mg.too-many-terms", "more terms than can be numbered");
  if ((terms_.size() + 1) * 2 > slots_.size())
    grow();
  const char* const stored = store(term);
  const auto number = static_cast<Number>(terms_.size());
  hashes_.push_back(hash);
  terms_.push_back(stored);
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  while (slots_[slot] != none)
    slot = (slot + 1) & mask;
  slots_[slot] = number;
  return number;
}

rdf::Term TermPool::term(Number number) const {
  const std::shared_lock lock(mutex_);
  MICROGRAPH_EXPECTS(number < terms_.size());
  return rdf::Term(stored_term(terms_[number]));
}

std::size_t TermPool::size() const {
  const std::shared_lock lock(mutex_);
  return terms_.size();
}

} // namespace micrograph::graph
