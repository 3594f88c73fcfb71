#pragma once

#include "base/diagnostic.hpp"
#include "sssom/mapping_set.hpp"
#include "sssom/review.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace micrograph::sssom {

// What can be done with valid sets. Sets are propagated, as readers leave them. The result of merge(),
// invert() and compose() keeps those slots of the sets that they agree on (but no version and no date of
// publication), names the sets in mapping_set_source, and has no mapping_set_id; name_by_content() gives it
// one.

/// All mappings of all sets; of those that say the same (but for record_id), the first. Prefixes that mean
/// different things in different sets are renamed. Reports to `findings`:
/// `sssom.merge.license` (warning)  the sets have different licences, so each mapping carries its own
/// `sssom.merge.record-id` (note)   record_ids were left out, since two sets share one, or not all have them
[[nodiscard]] MappingSet merge(const std::vector<MappingSet>& sets, FindingSink& findings);

/// Each mapping read backwards, justified by semapv:MappingInversion. Reports `sssom.invert.no-inverse`
/// (warning) for those whose predicate has no inverse, which are left out.
[[nodiscard]] MappingSet invert(const MappingSet& set, FindingSink& findings);

struct ComposeLimits {
  std::uint64_t chains = 1'000'000; ///< tried in one step; a hub on both sides makes the product of its links
};

/// What follows from A → B, B → C and so on, one set for each step, by chain(). Justified by
/// semapv:MappingChaining; the confidence is the product of those along the chain, where one that is not
/// stated counts as 1; the entities passed by stand in `comment`. There is one mapping for each chain of
/// entities: of several records of one link the most confident counts. Rejected mappings, sssom:NoTermFound,
/// literals in the middle, and chains back to where they began give none. Throws FormatError
/// `sssom.compose.too-many` beyond the limit. At least one set.
[[nodiscard]] MappingSet compose(const std::vector<MappingSet>& sets, FindingSink& findings,
                                 const ComposeLimits& limits = {});

struct Filter {
  std::optional<double> min_confidence;    ///< a mapping without a confidence has 1, as SSSOM has it
  std::vector<std::string> justifications; ///< CURIEs or IRIs; none: any
  std::vector<ReviewState> states;         ///< none: any
};
/// The set with those mappings that pass.
[[nodiscard]] MappingSet filter(MappingSet set, const Filter& filter);

/// Fills in mapping_cardinality and cardinality_scope. Mappings belong to one scope if they have the same
/// values in all slots of `scope`; none: all do.
void infer_cardinality(MappingSet& set, const std::vector<std::string>& scope);

/// Calls a set after what its mappings say: `ni:///sha-256;…`, the same for the same content.
void name_by_content(MappingSet& set);

} // namespace micrograph::sssom
