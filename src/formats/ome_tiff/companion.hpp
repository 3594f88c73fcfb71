#pragma once

#include "formats/format.hpp"

namespace micrograph::formats::ome_tiff {

/// If the OME-XML says that another file has the metadata (BinaryOnly), checks that this file is there, is
/// the one meant, and does not point on in its turn. Only reports: the other file is a source of its own.
void check_companion(std::span<const std::byte> xml, const std::string& source, const Siblings& siblings,
                     FindingSink& findings);

} // namespace micrograph::formats::ome_tiff
