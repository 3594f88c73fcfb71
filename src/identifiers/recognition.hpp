#pragma once

#include "identifiers/scheme.hpp"

#include <string>
#include <string_view>

namespace micrograph::identifiers {

/// A text read as an identifier.
struct Recognition {
  const Scheme* scheme = nullptr; ///< null if the status is `absent`
  Status status = Status::absent;
  std::string iri;     ///< empty unless valid
  bool marked = false; ///< a prefix or an address says what it is, not its looks alone
};

/// Reads a text that somebody says is an identifier of the scheme, in any way of writing one: bare, with a prefix (`doi:…`), as
/// CURIE, or as address of its own site or of a resolver; blanks, brackets and the full stop of a sentence may be around it.
/// `absent` if the text claims to be of another scheme, `malformed` if it claims nothing and is not of this one.
[[nodiscard]] Recognition read_as(const Scheme& scheme, std::string_view text);

/// Finds out of which scheme the text as a whole is. A bare text is taken for an identifier only if nothing else looks like it;
/// what has a scheme's address or prefix, is not of it, and has no digit or has blanks in it, is `absent`: a page of its site
/// (`https://orcid.org/register`) or a sentence ("Handle: turn to the left"); so is a part of a thing (`urn:uuid:…#part`).
[[nodiscard]] Recognition recognise(std::string_view text);

} // namespace micrograph::identifiers
