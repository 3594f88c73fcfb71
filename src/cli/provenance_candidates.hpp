#pragma once

#include "sssom/mapping_set.hpp"

#include <filesystem>

namespace micrograph::cli {

/// What the names of the sources of a graph suggest of their origins, as SSSOM mappings `prov:wasDerivedFrom` that are
/// candidates until somebody reviews them. Called after its content. Throws what opening the graph throws.
[[nodiscard]] sssom::MappingSet name_candidates(const std::filesystem::path& graph);

} // namespace micrograph::cli
