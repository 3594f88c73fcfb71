#pragma once

#include "identity/resolution.hpp"
#include "sssom/mapping_set.hpp"

#include <string>

namespace micrograph::identity {

/// The candidates as a mapping set for people to look through: owl:sameAs with a confidence, justified as what a program found, so
/// that decisions_of() takes no row for a decision until somebody makes it one. The reasons are in `comment`.
[[nodiscard]] sssom::MappingSet candidate_mappings(const Resolution& resolution);

/// What a thing is called: of its names and titles the first in order of text; empty if it has none.
[[nodiscard]] std::string label_of(const Resolution& resolution, std::uint32_t entity);

/// `0.875`, with three digits at most.
[[nodiscard]] std::string score_text(double score);

} // namespace micrograph::identity
