#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace micrograph::mapping {

/// Order of node IRIs by their paths (docs/facts.md, "Document order"): step by step, numbers as numbers, a
/// step without a number as the first of its name. Total; other IRIs compare as text.
[[nodiscard]] std::weak_ordering compare_places(std::string_view a, std::string_view b);

/// How a place is shown to people: the part after `#`, as an XPath (`/OME/Image[2]/@Name`).
[[nodiscard]] std::string readable_path(std::string_view place);

} // namespace micrograph::mapping
