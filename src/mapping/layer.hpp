#pragma once

#include <cstdint>

namespace micrograph::mapping {

/// Which part of the profile a term belongs to, the most widely shared first: what every image has, what a community agreed on,
/// what is our own.
enum class Layer : std::uint8_t { core, community, custom };

inline constexpr Layer all_layers[] = {Layer::core, Layer::community, Layer::custom};

/// The folder below `ontologies/` that holds the layer, which is also its name in output.
[[nodiscard]] constexpr const char* name_of(Layer layer) {
  switch (layer) {
  case Layer::core:
    return "core";
  case Layer::community:
    return "community";
  case Layer::custom:
    return "custom";
  }
  return "custom";
}

} // namespace micrograph::mapping
