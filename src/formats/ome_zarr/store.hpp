#pragma once

#include "formats/format.hpp"

#include <string>

namespace micrograph::formats::ome_zarr {

inline constexpr char vocabulary[] = "https://w3id.org/micrograph/source/ome-zarr#";

/// Reads the metadata of the store whose root is the folder of `siblings`: all groups and arrays as one document, and beside
/// it what the store has of other kinds. Chunks are neither read nor listed: no folder within an array is looked into.
void read_store(const std::string& source, const Siblings& siblings, DocumentSink& documents, FindingSink& findings);

} // namespace micrograph::formats::ome_zarr
