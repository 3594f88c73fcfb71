#include "identity/evidence.hpp"

#include <array>
#include <cstddef>

namespace micrograph::identity {

std::string_view name_of(Rule rule) {
  static constexpr std::array<std::string_view, 26> names{
      "accepted",        "asserted",    "identifier", "uuid",       "checksum", "serial-number", "full-name",     "initials",
      "several-initials", "transposed-name", "affiliation", "e-mail", "account", "same-work", "co-authors", "title", "similar-title", "same-creators",
      "same-year",       "shared-uuid", "same-publication", "acquisition-date", "image-size", "pixel-size", "make-and-model", "organism"};
  return names[static_cast<std::size_t>(rule)];
}

} // namespace micrograph::identity
