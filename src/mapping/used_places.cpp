#include "mapping/used_places.hpp"

#include <algorithm>
#include <utility>

namespace micrograph::mapping {

std::vector<UsedPlaces::Place> UsedPlaces::take() {
  // By layer within a place, so that what is kept of equal places is the most widely shared.
  std::sort(places_.begin(), places_.end());
  places_.erase(std::unique(places_.begin(), places_.end(), [](const Place& a, const Place& b) { return a.iri == b.iri; }),
                places_.end());
  return std::exchange(places_, {});
}

} // namespace micrograph::mapping
