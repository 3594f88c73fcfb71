#pragma once

#include <string>
#include <string_view>

namespace micrograph::sssom {

/// Appends a text as a YAML scalar on one line: plain where every reader of YAML takes it for just this text,
/// otherwise in double quotes. `other_types`: plain also if a reader may take it for a number or a date.
void append_yaml_scalar(std::string& out, std::string_view text, bool other_types = false);

} // namespace micrograph::sssom
