#pragma once

namespace micrograph {

/// Empties a container and gives its memory back. `container = {}` does not: for a vector it assigns an empty list, which keeps the
/// capacity.
template <typename Container> void free_storage(Container& container) {
  container = Container();
}

} // namespace micrograph
