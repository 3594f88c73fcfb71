#include "formats/json_ld.hpp"

namespace micrograph::formats {

bool head_holds(const Candidate& candidate, std::string_view text) {
  const std::string_view head(reinterpret_cast<const char*>(candidate.head.data()), candidate.head.size());
  return head.find(text) != std::string_view::npos;
}

bool names_schema_org(std::string_view text) {
  for (const std::string_view vocabulary : {"schema.org", "codemeta", "bioschemas.org"})
    if (text.find(vocabulary) != std::string_view::npos)
      return true;
  return false;
}

} // namespace micrograph::formats
