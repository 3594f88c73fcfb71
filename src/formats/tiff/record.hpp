#pragma once

#include "document/document.hpp"
#include "formats/tiff/directory.hpp"

namespace micrograph::formats::tiff {

/// Vocabulary of the names in a TIFF record.
inline constexpr char vocabulary[] = "https://w3id.org/micrograph/source/tiff#";

/// What the first directory says about the image, as a record: byte order, number of directories, and the
/// fields with short values. Left out are where the pixels lie, what only their decoder needs, and the
/// ImageDescription given as `described`, which is a document of its own.
[[nodiscard]] document::Document record_of(const File& file, const Directory& first, const Entry* described,
                                           FindingSink& findings);

} // namespace micrograph::formats::tiff
