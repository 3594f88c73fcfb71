#pragma once

#include "formats/hdf5/storage.hpp"

namespace micrograph::formats::hdf5 {

/// What the records of a B-tree of version 2 are about; those that are not read here have no name.
enum class RecordType : std::uint8_t {
  links_by_name = 5,
  attributes_by_name = 8,
};

/// All records of a B-tree of version 2, in its order. Throws FormatError `hdf5.structure`, `hdf5.limit`, `input.truncated`.
[[nodiscard]] std::vector<std::vector<std::byte>> read_records(Storage& storage, Address header, RecordType type);

} // namespace micrograph::formats::hdf5
