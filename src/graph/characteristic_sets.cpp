#include "graph/characteristic_sets.hpp"

#include <algorithm>
#include <utility>

namespace micrograph::graph {

CharacteristicSets::Star CharacteristicSets::star(std::span<const std::uint32_t> predicates) const {
  Star out;
  std::size_t at = 0;
  while (at + 2 <= words_.size()) {
    const std::uint64_t subjects = words_[at];
    const std::uint64_t count = words_[at + 1];
    at += 2;
    if (subjects == 0 || count > (words_.size() - at) / 2)
      return out; // only a forged file
    double rows = static_cast<double>(subjects);
    std::size_t found = 0;
    for (std::uint64_t i = 0; i < count && found < predicates.size(); ++i)
      if (words_[at + 2 * i] == predicates[found]) {
        rows *= static_cast<double>(words_[at + 2 * i + 1]) / static_cast<double>(subjects);
        ++found;
      }
    if (found == predicates.size()) {
      out.subjects += static_cast<double>(subjects);
      out.rows += rows;
    }
    at += 2 * count;
  }
  return out;
}

void CharacteristicSetCounter::add(std::uint32_t subject, std::uint32_t predicate) {
  if (!any_ || subject != subject_) {
    close_subject();
    any_ = true;
    subject_ = subject;
  }
  if (predicates_.empty() || predicates_.back() != predicate) {
    predicates_.push_back(predicate);
    quads_.push_back(0);
  }
  ++quads_.back();
}

void CharacteristicSetCounter::close_subject() {
  if (predicates_.empty())
    return;
  if (last_ == sets_.end() || last_->first != predicates_) {
    last_ = sets_.find(predicates_);
    if (last_ == sets_.end() && sets_.size() < most_counted)
      last_ = sets_.emplace(predicates_, Counts{0, std::vector<std::uint64_t>(predicates_.size(), 0)}).first;
  }
  if (last_ != sets_.end()) {
    ++last_->second.subjects;
    for (std::size_t i = 0; i < quads_.size(); ++i)
      last_->second.quads[i] += quads_[i];
  }
  predicates_.clear();
  quads_.clear();
}

std::vector<std::uint64_t> CharacteristicSetCounter::finish() {
  close_subject();
  std::vector<decltype(sets_)::const_iterator> order;
  for (auto set = sets_.cbegin(); set != sets_.cend(); ++set)
    order.push_back(set);
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a->second.subjects > b->second.subjects; });
  order.resize(std::min(order.size(), most_kept));
  std::vector<std::uint64_t> words;
  for (const auto& set : order) {
    words.push_back(set->second.subjects);
    words.push_back(set->first.size());
    for (std::size_t i = 0; i < set->first.size(); ++i) {
      words.push_back(set->first[i]);
      words.push_back(set->second.quads[i]);
    }
  }
  return words;
}

} // namespace micrograph::graph
