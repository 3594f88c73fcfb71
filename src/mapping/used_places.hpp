#pragma once

#include "mapping/layer.hpp"

#include <compare>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace micrograph::mapping {

/// Places of a source whose content reached aligned statements, each with the most widely shared layer that it reached.
class UsedPlaces {
public:
  struct Place {
    std::string iri;
    Layer layer;
    friend auto operator<=>(const Place&, const Place&) = default;
  };

  void add(std::string iri, Layer layer) { places_.push_back({std::move(iri), layer}); }
  /// For going back to an earlier state.
  [[nodiscard]] std::size_t size() const { return places_.size(); }
  void shrink(std::size_t size) { places_.erase(places_.begin() + static_cast<std::ptrdiff_t>(size), places_.end()); }
  /// Sorted, each place once. Call once, at the end.
  [[nodiscard]] std::vector<Place> take();

private:
  std::vector<Place> places_;
};

} // namespace micrograph::mapping
