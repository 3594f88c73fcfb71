#pragma once

#include "formats/format.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace micrograph::formats {

/// The first bytes of a source, as Candidate::head has them.
[[nodiscard]] std::vector<std::byte> head_of(ByteSource& bytes);

/// The best match of a candidate: for who asks more of its head than its format, so that it is read once.
/// Absent if no format recognises the source.
[[nodiscard]] std::optional<Match> identify(const Candidate& candidate);

} // namespace micrograph::formats
