#pragma once

#include <string>
#include <string_view>

namespace micrograph::prov {

/// A spelling that two xsd:dateTime share if, and only if, they are the same moment: UTC if there is a time
/// zone, no zeros at the end of the fraction. What is no xsd:dateTime comes back as it is.
[[nodiscard]] std::string canonical_date_time(std::string_view text);

/// Whether a time is before another. Both must be canonical, and both have a time zone or both none.
[[nodiscard]] bool canonical_is_before(std::string_view left, std::string_view right);

[[nodiscard]] inline bool is_date_time(std::string_view text) {
  return canonical_date_time(text) != text;
}

} // namespace micrograph::prov
