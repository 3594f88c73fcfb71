#include "graph/term_collector.hpp"

#include "base/error.hpp"
#include "graph/term_key.hpp"

#include <algorithm>
#include <cstring>
#include <functional>
#include <numeric>

namespace micrograph::graph {

namespace {

std::uint32_t hash_of(std::string_view key) {
  const std::uint64_t hash = std::hash<std::string_view>{}(key);
  return static_cast<std::uint32_t>(hash ^ hash >> 32);
}

} // namespace

TermCollector::Handle TermCollector::add(const rdf::TermView& term, Position position) {
  if (term.kind == rdf::TermKind::none)
    return none;
  if (const auto id = ValueId::from_term(term)) {
    if (values_.size() >= value_bit)
      throw FormatError("mg.too-many-terms", "more statements with values than one snapshot can hold");
    // No look-up: values are sorted in the end anyway, and eight bytes each are less than a hash table needs.
    values_.push_back(id->bits());
    return value_bit | static_cast<Handle>(values_.size() - 1);
  }
  scratch_.clear();
  append_key(scratch_, term, qualifier_number(term));
  Handle& last = last_[position];
  if (last == none || keys_[last] != scratch_)
    last = find_or_insert(scratch_);
  return last;
}

std::uint32_t TermCollector::qualifier_number(const rdf::TermView& term) {
  if (term.kind != rdf::TermKind::literal || (term.datatype.empty() && term.language.empty()))
    return 0;
  std::string name = qualifier_of(term);
  if (name != last_qualifier_) {
    last_qualifier_number_ =
        qualifiers_.try_emplace(name, static_cast<std::uint32_t>(qualifiers_.size())).first->second;
    last_qualifier_ = std::move(name);
  }
  return last_qualifier_number_;
}

TermCollector::Handle TermCollector::find_or_insert(std::string_view key) {
  if (keys_.size() * 3 >= slots_.size() * 2)
    grow();
  const std::uint32_t hash = hash_of(key);
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  for (; slots_[slot] != none; slot = (slot + 1) & mask)
    if (const Handle handle = slots_[slot]; hashes_[handle] == hash && keys_[handle] == key)
      return handle;
  if (keys_.size() >= value_bit - 1)
    throw FormatError("mg.too-many-terms", "more terms than one snapshot can hold");
  const auto handle = static_cast<Handle>(keys_.size());
  keys_.emplace_back(store(key), key.size());
  hashes_.push_back(hash);
  slots_[slot] = handle;
  return handle;
}

void TermCollector::grow() {
  slots_.assign(std::max<std::size_t>(slots_.size() * 2, 1024), none);
  const std::size_t mask = slots_.size() - 1;
  for (Handle handle = 0; handle < keys_.size(); ++handle) {
    std::size_t slot = hashes_[handle] & mask;
    while (slots_[slot] != none)
      slot = (slot + 1) & mask;
    slots_[slot] = handle;
  }
}

char* TermCollector::store(std::string_view key) {
  text_bytes_ += key.size();
  if (key.size() > chunk_size) {
    large_.push_back(std::make_unique_for_overwrite<char[]>(key.size()));
    std::memcpy(large_.back().get(), key.data(), key.size());
    return large_.back().get();
  }
  if (key.size() > chunk_left_) {
    if (chunks_used_ == chunks_.size())
      chunks_.push_back(std::make_unique_for_overwrite<char[]>(chunk_size));
    chunk_left_ = chunk_size;
    chunk_end_ = chunks_[chunks_used_++].get();
  }
  char* const at = chunk_end_;
  std::memcpy(at, key.data(), key.size());
  chunk_end_ += key.size();
  chunk_left_ -= key.size();
  return at;
}

void TermCollector::clear() {
  keys_.clear();
  hashes_.clear();
  slots_.clear();
  values_.clear();
  qualifiers_.clear();
  large_.clear();
  last_ = {none, none, none, none};
  last_qualifier_.clear();
  last_qualifier_number_ = 0;
  chunks_used_ = text_bytes_ = chunk_left_ = 0;
  chunk_end_ = nullptr;
}

std::vector<std::string> TermCollector::sort_qualifiers() {
  std::vector<std::string> names;
  std::vector<std::uint32_t> new_numbers(qualifiers_.size());
  for (const auto& [name, number] : qualifiers_) {
    new_numbers[number] = static_cast<std::uint32_t>(names.size());
    names.push_back(name);
  }
  for (const std::string_view key : keys_)
    // The text lies in our own chunks; only the view of it is constant.
    replace_qualifier({const_cast<char*>(key.data()), key.size()}, new_numbers);
  return names;
}

TermCollector::Ranked TermCollector::rank_all() {
  Ranked out;
  out.qualifiers = sort_qualifiers();
  slots_.clear(); // hashes no longer fit the keys

  out.term_order.resize(keys_.size());
  std::iota(out.term_order.begin(), out.term_order.end(), 0u);
  std::sort(out.term_order.begin(), out.term_order.end(),
            [this](Handle a, Handle b) { return keys_[a] < keys_[b]; });
  out.rank_of_term.resize(keys_.size());
  for (std::size_t place = 0; place < out.term_order.size(); ++place)
    out.rank_of_term[out.term_order[place]] = static_cast<Rank>(place + 1);

  out.values = values_;
  std::sort(out.values.begin(), out.values.end());
  out.values.erase(std::unique(out.values.begin(), out.values.end()), out.values.end());
  const RankTable table(static_cast<std::uint32_t>(keys_.size()), out.values);
  // The largest Rank stays unused, so that one can be added to any.
  if (table.size() > none)
    throw FormatError("mg.too-many-terms", "more terms and values than one snapshot can hold");
  out.rank_of_value.reserve(values_.size());
  for (const std::uint64_t bits : values_)
    out.rank_of_value.push_back(*table.rank(ValueId(bits)));
  return out;
}

} // namespace micrograph::graph
