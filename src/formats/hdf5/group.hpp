#pragma once

#include "formats/hdf5/object.hpp"

#include <string>

namespace micrograph::formats::hdf5 {

/// What a group holds under a name.
struct Link {
  std::string name;              ///< as the file has it
  std::optional<Address> target; ///< object header; absent where a name or another file is pointed at
};

/// The links of a group, wherever it keeps them: in its header, in a symbol table (B-tree of version 1 and local heap) or in a
/// fractal heap. Sorted by name, numbers at the end of names by value, since how a file keeps them is chance. None for
/// objects that are no groups. Throws FormatError `hdf5.structure`, `hdf5.unsupported`, `hdf5.limit`, `input.truncated`.
[[nodiscard]] std::vector<Link> read_links(Storage& storage, const Object& object);

/// `Channel 2` before `Channel 10`.
[[nodiscard]] bool is_before(const std::string& a, const std::string& b);

} // namespace micrograph::formats::hdf5
