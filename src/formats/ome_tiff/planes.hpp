#pragma once

#include "base/diagnostic.hpp"
#include "document/document.hpp"

#include <cstddef>
#include <span>
#include <string>

namespace micrograph::formats::ome_tiff {

/// Holds the planes that the OME-XML tells of (SizeZ, SizeC and SizeT of the only image) against the directories of the file, whose
/// record is `tiff`, and reports another number as `ome-tiff.planes`.
///
/// Not of several images, of planes in other files, nor where the XML is too long to be gone through twice.
void check_planes(std::span<const std::byte> xml, const document::Record& tiff, const std::string& source, FindingSink& findings);

} // namespace micrograph::formats::ome_tiff
