#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::prov {

/// What the name of a file suggests that it was made of: never a fact, since people name files as they like.
struct NameCandidate {
  std::size_t derived = 0, origin = 0; ///< places among the names
  double confidence = 0;               ///< above 0, below 1
  std::string reason;                  ///< `ends in "_MIP": projection`
};

/// Holds the names of files (paths with `/`) against the conventions of docs/provenance.md: words at the end or start
/// of a name (`x_MIP.tif` of `x.tif`), and the same name in an instrument's format and in one that is converted to (`x.ome.tif`
/// of `x.czi`). Only files of one folder are compared. Where several could be the origin, they share the confidence;
/// more than `most_origins` say nothing. In the order of the names; time is linear in their number.
[[nodiscard]] std::vector<NameCandidate> candidates_from_names(std::span<const std::string> names);

inline constexpr std::size_t most_origins = 8;

} // namespace micrograph::prov
