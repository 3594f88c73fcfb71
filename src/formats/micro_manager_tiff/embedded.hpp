#pragma once

#include "formats/format.hpp"
#include "formats/tiff/directory.hpp"

namespace micrograph::formats::micro_manager_tiff {

inline constexpr std::uint16_t plane_tag = 51123; ///< what is known of one plane, as JSON

/// Whether the bytes behind the TIFF header are those of a stack of Micro-Manager's (MMStack, NDTiff).
[[nodiscard]] bool has_stack_header(std::span<const std::byte> head, std::endian order);

/// Gives the JSON texts that Micro-Manager put into a TIFF, which may be an OME-TIFF besides: the summary and the comments
/// from behind the header, and the plane of the first directory. One that is no JSON is reported as
/// `micro-manager.json` and left out.
void give_documents(ByteSource& bytes, const tiff::File& file, const tiff::Directory& directory, DocumentSink& documents,
                    FindingSink& findings);

} // namespace micrograph::formats::micro_manager_tiff
