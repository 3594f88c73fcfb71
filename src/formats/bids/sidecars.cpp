#include "formats/bids/sidecars.hpp"

#include <algorithm>
#include <iterator>

namespace micrograph::formats::bids {

namespace {

/// A folder and those above it, the data set's own (called "") first.
std::vector<std::string> folders_down_to(const std::string& folder) {
  std::vector<std::string> folders{""};
  for (std::size_t slash = folder.find('/'); slash != std::string::npos; slash = folder.find('/', slash + 1))
    folders.push_back(folder.substr(0, slash));
  if (!folder.empty())
    folders.push_back(folder);
  return folders;
}

} // namespace

void Sidecars::add(const std::string& path, const JsonValue& content) {
  Sidecar sidecar{path, parse_file_name(path), {}};
  if (!content.is_object() || sidecar.name.suffix.empty())
    return;
  for (const JsonMember& member : content.members())
    sidecar.keys.push_back(member.key);
  std::sort(sidecar.keys.begin(), sidecar.keys.end());
  sidecar.keys.erase(std::unique(sidecar.keys.begin(), sidecar.keys.end()), sidecar.keys.end());
  by_folder_[sidecar.name.folder].push_back(std::move(sidecar));
}

std::vector<Applied> Sidecars::of(const FileName& file, const std::string& source, FindingSink& findings) const {
  std::vector<Applied> applied;
  for (const std::string& folder : folders_down_to(file.folder)) {
    const auto sidecars = by_folder_.find(folder);
    if (sidecars == by_folder_.end())
      continue;
    compared_ += sidecars->second.size();
    if (is_exhausted())
      return {};
    const std::size_t before = applied.size();
    for (const Sidecar& sidecar : sidecars->second)
      if (sidecar.name.applies_to(file))
        applied.push_back({&sidecar, {}});
    std::stable_sort(applied.begin() + static_cast<std::ptrdiff_t>(before), applied.end(),
                     [](const Applied& a, const Applied& b) {
                       return a.sidecar->name.entities.size() < b.sidecar->name.entities.size();
                     });
    if (applied.size() > before + 1)
      findings.report({"bids.ambiguous-sidecar", Severity::warning, Place{source, applied.back().sidecar->path, {}, {}, {}},
                       "several sidecars of its folder hold for '" + file.stem + "'; those with more entities in their name go before"});
  }
  for (std::size_t i = 0; i < applied.size(); ++i)
    for (std::size_t nearer = i + 1; nearer < applied.size(); ++nearer)
      std::set_intersection(applied[i].sidecar->keys.begin(), applied[i].sidecar->keys.end(),
                            applied[nearer].sidecar->keys.begin(), applied[nearer].sidecar->keys.end(),
                            std::back_inserter(applied[i].overridden));
  for (Applied& one : applied) {
    std::sort(one.overridden.begin(), one.overridden.end());
    one.overridden.erase(std::unique(one.overridden.begin(), one.overridden.end()), one.overridden.end());
  }
  return applied;
}

} // namespace micrograph::formats::bids
