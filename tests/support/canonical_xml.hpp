#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace micrograph::test {

/// Canonical XML 1.0 without comments, by libxml2. Empty if the text is not well-formed.
[[nodiscard]] std::string canonical_xml(std::span<const std::byte> document);

} // namespace micrograph::test
