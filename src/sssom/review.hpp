#pragma once

#include "sssom/mapping_set.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace micrograph::sssom {

/// Whether somebody vouches for a mapping, told from slots that SSSOM has.
enum class ReviewState : std::uint8_t {
  accepted,  ///< a person curated it, or reviewed it and agrees
  candidate, ///< a program found or derived it, and no review has settled it
  rejected,  ///< a reviewer disagrees
};

/// By reviewer, agreement and justification:
/// a reviewer (reviewer_id, reviewer_label) with a reviewer_agreement above 0 or none accepts, below 0
/// rejects, at 0 leaves a candidate; without a reviewer, semapv:ManualMappingCuration, MappingReview and
/// LogicalReasoning are accepted, all else is a candidate.
[[nodiscard]] ReviewState review_state(const MappingSet& set, const Mapping& mapping);

[[nodiscard]] std::string_view name_of(ReviewState state);
/// Absent if unknown.
[[nodiscard]] std::optional<ReviewState> review_state_from_name(std::string_view name);

} // namespace micrograph::sssom
