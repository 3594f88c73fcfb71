#pragma once

#include "formats/format.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace micrograph::ingest {

/// A file to be imported, or a folder that is one source.
struct SourceFile {
  std::filesystem::path path; ///< as it is opened; of a folder, the file that marks it (`zarr.json`)
  std::string name;           ///< in reports and in the graph: the argument, or below a folder the path from it
  bool asked_for = false;     ///< named by the user, not found in a folder
};

/// The folder of a file, for formats whose sources are several files. Names never lead out of it.
[[nodiscard]] std::unique_ptr<formats::Siblings> siblings_of(const std::filesystem::path& file);

} // namespace micrograph::ingest
