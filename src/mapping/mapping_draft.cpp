#include "mapping/mapping_draft.hpp"

#include <algorithm>
#include <utility>

namespace micrograph::mapping {

MappingDraft::Number MappingDraft::number(Node node) {
  if (node >= numbers_.size())
    numbers_.resize(std::max<std::size_t>(node + 1, source_.terms()));
  Number& known = numbers_[node];
  if (known == 0)
    known = result_.terms.intern(source_.term(node), source_.hash(node)) + 1;
  return known - 1;
}

void MappingDraft::go_back(const Mark& mark) {
  result_.statements.resize(mark.statements);
  result_.used_places.resize(mark.used);
}

MappingResult MappingDraft::take() {
  std::vector<MappingResult::UsedPlace>& used = result_.used_places;
  // By layer within a place, so that what is kept of equal places is the most widely shared.
  std::sort(used.begin(), used.end(), [](const auto& a, const auto& b) {
    return a.place != b.place ? a.place < b.place : a.layer < b.layer;
  });
  used.erase(std::unique(used.begin(), used.end(), [](const auto& a, const auto& b) { return a.place == b.place; }), used.end());
  return std::move(result_);
}

} // namespace micrograph::mapping
