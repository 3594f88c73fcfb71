#pragma once

#include "base/diagnostic.hpp"
#include "sssom/mapping_set.hpp"
#include "sssom/slots.hpp"

#include <vector>

namespace micrograph::sssom {

/// What is wrong with a set, which must be propagated, as readers leave it: what SSSOM forbids as errors,
/// what it advises against as warnings. Oddities of the reader come first, then in the order of the file.
///
/// `sssom.slot.missing`  a required slot of the set or of a mapping is empty; a review without a reviewer
/// `sssom.slot.unknown`  a slot that SSSOM does not know, neither `ext_…` nor defined
/// `sssom.slot.several`  more than one value in a slot for one
/// `sssom.value`         a value that the slot cannot have
/// `sssom.prefix`        a CURIE whose prefix is not in curie_map; a built-in prefix that means something
/// else `sssom.record-id`     a record_id that two mappings have, or that some have and others not
/// `sssom.version`       slots that the declared version does not have (warning)
/// `sssom.contradiction` a mapping that the set also negates (warning)
/// `sssom.more`          how many findings beyond the first thousand are not listed (note)
/// `sssom.extension`, `sssom.metadata-twice`  from the reader (warnings)
[[nodiscard]] std::vector<Finding> check(const MappingSet& set);

/// Throws the first error that check() finds as a FormatError.
void require_valid(const MappingSet& set);

/// That the set says what it is called. SSSOM asks for it, but its own examples go without; ours do not.
/// Throws FormatError `sssom.slot.missing`.
void require_identity(const MappingSet& set);

/// The lowest version that has all that the set makes use of.
[[nodiscard]] Version version_needed(const MappingSet& set);

} // namespace micrograph::sssom
