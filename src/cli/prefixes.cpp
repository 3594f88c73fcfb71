#include "cli/prefixes.hpp"

#include "base/error.hpp"
#include "cli/data_folder.hpp"

#include <algorithm>
#include <cstdint>
#include <fstream>

namespace micrograph::cli {

std::map<std::string, std::string> load_prefixes() {
  const auto path = data_folder("ontologies") / "prefixes.tsv";
  std::ifstream file(path);
  if (!file)
    throw IoError("data.missing", "cannot be opened", Place{path.string(), {}, {}, {}, {}});
  std::map<std::string, std::string> prefixes;
  std::uint64_t number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (number == 1 || line.empty() || line.front() == '#')
      continue; // the header, or a comment
    const auto tab = line.find('\t');
    if (tab == std::string::npos)
      throw FormatError("data.prefixes", "a line is a prefix, a tab and a namespace",
                        Place{path.string(), {}, {}, number, {}});
    const std::string iri = line.substr(tab + 1, line.find('\t', tab + 1) - tab - 1);
    prefixes.emplace(line.substr(0, tab), iri);
  }
  return prefixes;
}

std::string shortened(const std::string& iri, const std::map<std::string, std::string>& prefixes) {
  std::string best;
  std::size_t longest = 0;
  for (const auto& [name, start] : prefixes) {
    if (start.size() <= longest || !iri.starts_with(start))
      continue;
    const std::string local = iri.substr(start.size());
    if (std::all_of(local.begin(), local.end(),
                    [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '-' || c >= 0x80; })) {
      longest = start.size();
      best = name + ":" + local;
    }
  }
  return best.empty() ? "<" + iri + ">" : best;
}

} // namespace micrograph::cli
