#pragma once

#include "base/diagnostic.hpp"
#include "document/document.hpp"
#include "formats/tiff/start.hpp"

#include <string_view>

namespace micrograph::formats::imagej_tiff {

inline constexpr std::uint16_t counts_tag = 50838;   ///< sizes of what the other one holds
inline constexpr std::uint16_t metadata_tag = 50839; ///< texts, ranges, look-up tables and regions

/// Whether a description is ImageJ's (`ImageJ=1.53t`) or SCIFIO's, which has the same keys.
[[nodiscard]] bool is_description(std::string_view text);

/// The description with ImageJ's keys; nullptr if there is none.
[[nodiscard]] const tiff::Entry* find_description(const tiff::Start& start);

/// What both tags and the description say, as a record.
[[nodiscard]] document::Record read_metadata(const tiff::File& file, const tiff::Directory& directory,
                                             const tiff::Entry& description, const std::string& source,
                                             FindingSink& findings);

} // namespace micrograph::formats::imagej_tiff
