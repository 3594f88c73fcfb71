#pragma once

#include "formats/tiff/start.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace micrograph::formats::ome_tiff {

/// Whether a text looks like OME-XML from its start: an XML beginning, and an element OME with any prefix.
[[nodiscard]] bool looks_like_ome_xml(std::string_view start);

/// The first description of the directory that looks like OME-XML; there may be others beside it. Points into
/// the directory; nullptr if there is none.
[[nodiscard]] const tiff::Entry* find_description(const tiff::Start& start);

/// The document in a description: its bytes up to the NUL that ends it.
[[nodiscard]] std::vector<std::byte> xml_of(const tiff::File& file, const tiff::Entry& description);

} // namespace micrograph::formats::ome_tiff
