#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace micrograph::formats::personal {

/// What stands where a value was. A text, so that mappings can still tell that there was somebody.
inline constexpr char mark[] = "withheld";

/// Whether an element, attribute, member or key of that name, in something called `parent`, tells who somebody is
/// (`UserName` anywhere, `DisplayName` of a `User`). Vendors' names, without namespaces.
[[nodiscard]] bool is_personal_name(std::string_view parent, std::string_view name);

/// The same for a key that a program made of a path: `Information|User|DisplayName #1`.
[[nodiscard]] bool is_personal_key(std::string_view key);

/// Whether an identifier within a document was made of an account (`Experimenter:jdoe`), and not of a number.
[[nodiscard]] bool is_account_id(std::string_view id);

/// Whether there is something to hold back in a text: not if it is blank, a dash, or the mark.
[[nodiscard]] bool says_something(std::string_view text);

/// A text with the mark for the account in each path of somebody's own (`C:\Users\mark\Pictures`), and for what programs
/// of Zeiss state within a text as `UserName="…"` or `CreatedByUser = …`. Absent if there is none.
[[nodiscard]] std::optional<std::string> without_accounts(std::string_view text);

} // namespace micrograph::formats::personal
