#include "ingest/source_list.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <tuple>
#include <utility>

namespace micrograph::ingest {

namespace {

/// What tells whether two paths lead to one file.
std::string canonical(std::string_view path) { return std::filesystem::weakly_canonical(std::filesystem::path(path)).native(); }

constexpr std::uint32_t most_name_size = (std::uint32_t{1} << 30) - 1;

} // namespace

void SourceList::push_back(const SourceFile& file) {
  const std::string& path = file.path.native();
  MICROGRAPH_EXPECTS(path.size() <= std::numeric_limits<std::uint32_t>::max() && file.name.size() <= most_name_size);
  Place place;
  place.start = text_.size();
  place.path_size = static_cast<std::uint32_t>(path.size());
  place.name_size = static_cast<std::uint32_t>(file.name.size()) & most_name_size;
  place.name_follows = !path.ends_with(file.name);
  place.asked_for = file.asked_for;
  text_ += path;
  if (place.name_follows)
    text_ += file.name;
  places_.push_back(place);
}

SourceFile SourceList::operator[](std::size_t number) const {
  const Place& place = places_[number];
  return {std::filesystem::path(path(place)), std::string(name(place)), place.asked_for != 0};
}

void SourceList::sort() {
  std::sort(places_.begin(), places_.end(), [this](const Place& a, const Place& b) {
    return std::make_tuple(name(a), path(a)) < std::make_tuple(name(b), path(b));
  });
}

void SourceList::drop_repeated() {
  // Hashes, since canonical paths of all would take more than all else; what shares a hash is compared.
  std::vector<std::pair<std::size_t, std::uint32_t>> hashed;
  hashed.reserve(places_.size());
  MICROGRAPH_EXPECTS(places_.size() <= std::numeric_limits<std::uint32_t>::max());
  for (std::uint32_t number = 0; number < places_.size(); ++number)
    hashed.emplace_back(std::hash<std::string>()(canonical(path(places_[number]))), number);
  std::sort(hashed.begin(), hashed.end());
  std::vector<bool> is_repeated(places_.size());
  for (std::size_t i = 0, start = 0; i < hashed.size(); ++i) {
    if (hashed[i].first != hashed[start].first)
      start = i;
    const std::uint32_t later = hashed[i].second;
    for (std::size_t j = start; j < i && !is_repeated[later]; ++j) {
      const std::uint32_t first = hashed[j].second;
      if (is_repeated[first] || canonical(path(places_[first])) != canonical(path(places_[later])))
        continue;
      is_repeated[later] = true;
      places_[first].asked_for |= places_[later].asked_for;
    }
  }
  std::size_t number = 0;
  std::erase_if(places_, [&](const Place&) { return is_repeated[number++]; });
}

} // namespace micrograph::ingest
