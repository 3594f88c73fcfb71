#pragma once

#include "prov/instance.hpp"

#include <optional>
#include <string>

namespace micrograph::prov {

/// Merges what the uniqueness constraints say is the same (PROV-CONSTRAINTS, section 6.1: Constraint 22 to
/// 29; of PROV-LINKS Constraint 2), until nothing changes.
///
/// Says, in words, which constraint wants two different names or times to be the same; absent if none does.
/// Throws FormatError `prov.too-large` after too many rounds: each looks at all statements, and only
/// documents made for it need more than a few.
[[nodiscard]] std::optional<std::string> merge_same(Instance& instance);

} // namespace micrograph::prov
