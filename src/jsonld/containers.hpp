#pragma once

#include "jsonld/active_context.hpp"

#include <optional>
#include <string_view>

namespace micrograph::jsonld {

/// Absent if the keyword names no container.
[[nodiscard]] std::optional<Container> container_from_keyword(std::string_view keyword);

/// What the value of `@container` says. Absent if it is none of the combinations that JSON-LD 1.1 (section
/// 9.15.1, "container mapping") allows.
[[nodiscard]] std::optional<Containers> containers_of(const JsonValue& value);

} // namespace micrograph::jsonld
