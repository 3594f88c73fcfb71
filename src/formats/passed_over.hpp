#pragma once

#include "formats/format.hpp"

#include <string>

namespace micrograph::formats {

/// Why a source that no format recognises is passed over, in a clause for people, where its first bytes or its name tell
/// (`it is a JSON Schema, which says how metadata look and holds none`); empty if they do not.
[[nodiscard]] std::string reason_passed_over(const Candidate& candidate);

} // namespace micrograph::formats
