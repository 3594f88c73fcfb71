#pragma once

#include "formats/hdf5/group.hpp"

namespace micrograph::formats::hdf5 {

/// The links of a group of the first layout: nodes of symbols below a B-tree of version 1, names in a local heap.
/// Throws FormatError `hdf5.structure`, `hdf5.limit`, `input.truncated`.
[[nodiscard]] std::vector<Link> read_symbol_table(Storage& storage, const Message& message);

} // namespace micrograph::formats::hdf5
