#pragma once

#include "base/diagnostic.hpp"
#include "document/document.hpp"
#include "formats/hdf5/storage.hpp"

namespace micrograph::formats::imaris {

/// What an Imaris 5.5 file says of its images, as a record `IMS`; docs/formats/imaris.md lists what it holds. What cannot be
/// read is left out and reported. Throws FormatError `hdf5.structure`, `input.truncated` if the root group cannot be read.
[[nodiscard]] document::Record read_metadata(ByteSource& bytes, hdf5::Storage& storage, FindingSink& findings);

/// Whether the root group has the attribute that tells an Imaris file. Throws as read_metadata() does.
[[nodiscard]] bool is_imaris(ByteSource& bytes, hdf5::Storage& storage);

} // namespace micrograph::formats::imaris
