#pragma once

#include "base/json_value.hpp"

namespace micrograph::conformance {

/// True if the two are the same by the rules of the JSON-LD test suite: members in any order, items in any
/// order except those of `@list`; with `rename_blanks` also labels of blank nodes (strings that start with
/// `_:`, keys included) up to a renaming one to one.
[[nodiscard]] bool json_match(const JsonValue& left, const JsonValue& right, bool rename_blanks);

} // namespace micrograph::conformance
