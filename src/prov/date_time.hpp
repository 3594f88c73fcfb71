#pragma once

#include <string>
#include <string_view>

namespace micrograph::prov {

/// A spelling that two xsd:dateTime share if, and only if, they are the same moment: UTC if there is a time
/// zone, no zeros at the end of the fraction. What is no xsd:dateTime comes back as it is.
[[nodiscard]] std::string canonical_date_time(std::string_view text);

[[nodiscard]] inline bool is_date_time(std::string_view text) {
  return canonical_date_time(text) != text;
}

} // namespace micrograph::prov
