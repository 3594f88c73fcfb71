#include "prov/terms.hpp"

namespace micrograph::prov {

TermId TermPool::add(std::string text, bool constant) {
  const auto id = static_cast<TermId>(parents_.size());
  parents_.push_back(id);
  constants_.push_back(constant);
  texts_.push_back(std::move(text));
  return id;
}

TermId TermPool::constant(std::string text) {
  const auto found = by_text_.find(text);
  if (found != by_text_.end())
    return found->second;
  const TermId id = add(text, true);
  by_text_.emplace(std::move(text), id);
  return id;
}

TermId TermPool::variable() {
  return add({}, false);
}

TermId TermPool::variable(std::string_view label) {
  const auto [place, is_new] = by_label_.try_emplace(std::string(label), TermId{});
  if (is_new)
    place->second = variable();
  return place->second;
}

TermId TermPool::find(TermId term) {
  while (parents_[term] != term)
    term = parents_[term] = parents_[parents_[term]];
  return term;
}

bool TermPool::unify(TermId left, TermId right) {
  left = find(left);
  right = find(right);
  if (left == right)
    return true;
  if (constants_[left] && constants_[right])
    return false;
  if (constants_[right])
    parents_[left] = right;
  else
    parents_[right] = left;
  return true;
}

} // namespace micrograph::prov
