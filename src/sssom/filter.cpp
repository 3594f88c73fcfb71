#include "sssom/number.hpp"
#include "sssom/operations.hpp"

#include <algorithm>

namespace micrograph::sssom {

MappingSet filter(MappingSet set, const Filter& filter) {
  std::vector<std::string> justifications;
  for (const std::string& wanted : filter.justifications)
    justifications.push_back(set.prefixes.expand(wanted).value_or(wanted));
  const auto passes = [&](const Mapping& mapping) {
    if (filter.min_confidence &&
        parse_number(mapping.text("confidence")).value_or(1) < *filter.min_confidence)
      return false;
    const auto justification = set.prefixes.expand(mapping.text("mapping_justification"));
    if (!justifications.empty() &&
        std::find(justifications.begin(), justifications.end(), justification) == justifications.end())
      return false;
    return filter.states.empty() || std::find(filter.states.begin(), filter.states.end(),
                                              review_state(set, mapping)) != filter.states.end();
  };
  std::erase_if(set.mappings, [&](const Mapping& mapping) { return !passes(mapping); });
  return set;
}

} // namespace micrograph::sssom
