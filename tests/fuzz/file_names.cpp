// Names of files, one a line: what they suggest is about names that there are, never of one and itself, with a confidence
// between 0 and 1, and from few enough origins.
#include "prov/name_conventions.hpp"

#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <vector>

using namespace micrograph;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 65536)
    return 0;
  std::string_view text(reinterpret_cast<const char*>(data), size);
  std::vector<std::string> names;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    names.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  std::map<std::size_t, std::size_t> origins; // of each name, how many
  for (const prov::NameCandidate& candidate : prov::candidates_from_names(names)) {
    if (candidate.derived >= names.size() || candidate.origin >= names.size() || candidate.derived == candidate.origin)
      std::abort();
    if (!(candidate.confidence > 0 && candidate.confidence < 1) || candidate.reason.empty())
      std::abort();
    if (++origins[candidate.derived] > prov::most_origins)
      std::abort();
  }
  return 0;
}
