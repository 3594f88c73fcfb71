#include "formats/json_ld.hpp"

#include "base/as_text.hpp"

namespace micrograph::formats {

bool head_holds(const Candidate& candidate, std::string_view text) {
  const std::string_view head = as_text(candidate.head);
  return head.find(text) != std::string_view::npos;
}

bool names_schema_org(std::string_view text) {
  for (const std::string_view vocabulary : {"schema.org", "codemeta", "bioschemas.org"})
    if (text.find(vocabulary) != std::string_view::npos)
      return true;
  return false;
}

} // namespace micrograph::formats
