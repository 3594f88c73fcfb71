#include "sssom/review.hpp"

#include "sssom/number.hpp"
#include "sssom/slots.hpp"

namespace micrograph::sssom {

ReviewState review_state(const MappingSet& set, const Mapping& mapping) {
  if (mapping.slots.has("reviewer_id") || mapping.slots.has("reviewer_label")) {
    // Unless said otherwise, who reviews agrees (SSSOM 1.1, reviewer_agreement).
    const double agreement = parse_number(mapping.text("reviewer_agreement")).value_or(1);
    return agreement > 0   ? ReviewState::accepted
           : agreement < 0 ? ReviewState::rejected
                           : ReviewState::candidate;
  }
  const auto justification = set.prefixes.expand(mapping.text("mapping_justification"));
  for (const std::string_view settled : {"ManualMappingCuration", "MappingReview", "LogicalReasoning"})
    if (justification == std::string(iris::semapv) + std::string(settled))
      return ReviewState::accepted;
  return ReviewState::candidate;
}

std::string_view name_of(ReviewState state) {
  switch (state) {
  case ReviewState::accepted:
    return "accepted";
  case ReviewState::candidate:
    return "candidate";
  case ReviewState::rejected:
    return "rejected";
  }
  return "candidate";
}

std::optional<ReviewState> review_state_from_name(std::string_view name) {
  for (const ReviewState state : {ReviewState::accepted, ReviewState::candidate, ReviewState::rejected})
    if (name == name_of(state))
      return state;
  return std::nullopt;
}

} // namespace micrograph::sssom
