#pragma once

#include <string>
#include <string_view>

namespace micrograph::lift {

/// Terms of https://w3id.org/micrograph/json#, the vocabulary of what is JSON's form rather than metadata (docs/lift.md).
namespace json_markup {
inline constexpr char vocabulary[] = "https://w3id.org/micrograph/json#";
inline constexpr char keys[] = "https://w3id.org/micrograph/json#keys";
inline constexpr char position[] = "https://w3id.org/micrograph/json#position";
inline constexpr char occurrence[] = "https://w3id.org/micrograph/json#occurrence";
inline constexpr char array[] = "https://w3id.org/micrograph/json#Array";
inline constexpr char item[] = "https://w3id.org/micrograph/json#item";
} // namespace json_markup

/// The step of a path, and the last part of an IRI, that stands for a key: what an IRI may not hold, and what paths are
/// made with (`/` `(` `)` `#` `%` `~` `;`, a leading `@`), is percent-encoded; the empty key is `~`.
/// Two keys never share one.
[[nodiscard]] std::string step_of_key(std::string_view key);
/// The key that a step stands for.
[[nodiscard]] std::string key_of_step(std::string_view step);

} // namespace micrograph::lift
