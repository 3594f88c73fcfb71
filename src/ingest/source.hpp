#pragma once

#include "formats/format.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace micrograph::ingest {

/// A file to be imported, or a folder that is one source.
struct SourceFile {
  std::filesystem::path path; ///< as it is opened; of a folder, the file that marks it (`zarr.json`)
  std::string name;           ///< in reports and in the graph: the argument, or below a folder the path from it
  bool asked_for = false;     ///< named by the user, not found in a folder
};

/// Files and folders as the user named them to a sorted list of files. Folders are walked to their end; links to
/// folders are not followed, hidden files and folders are passed over. A folder with a marker of a format of folders
/// (FormatInfo::folder_markers) is one source, named after the folder; what that format takes is no source of its own.
/// Throws IoError `input.missing` if an argument does not exist.
[[nodiscard]] std::vector<SourceFile> discover(const std::vector<std::filesystem::path>& arguments);

/// The folder of a file, for formats whose sources are several files. Names never lead out of it.
[[nodiscard]] std::unique_ptr<formats::Siblings> siblings_of(const std::filesystem::path& file);

} // namespace micrograph::ingest
