#pragma once

#include <filesystem>

namespace micrograph::cli {

/// A folder of the data that comes with the program: `mappings`, `ontologies` or `queries`.
///
/// Looked for below $MICROGRAPH_DATA, then beside the program (`../share/micrograph`), then in the source tree it was
/// built from. Throws IoError `data.missing` that names the places tried.
[[nodiscard]] std::filesystem::path data_folder(const std::string& name);

} // namespace micrograph::cli
