#pragma once

#include <string>
#include <string_view>

namespace micrograph::formats::imaris {

/// What a group of an Imaris file becomes in a record: `Channel 2` is `Channel` with the value 2.
struct GroupName {
  std::string name;   ///< an XML name
  std::string number; ///< empty if the group's name does not end in a blank and a number
};
[[nodiscard]] GroupName group_name(std::string_view name);

/// Name of a parameter as an XML name. A parameter that is stored as a data set has `%s` for a slash and `%p` for `%`.
[[nodiscard]] std::string parameter_name(std::string_view name, bool is_dataset);

} // namespace micrograph::formats::imaris
