#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace micrograph::test {

/// Folder with the real files and suites (see MICROGRAPH_SHARED in CMakeLists.txt).
///
/// Absent  if the folder does not exist; the skip is announced on stderr, and when the
///         environment says MICROGRAPH_REQUIRE_SHARED (as .ci/run does) it is an error:
///         the process ends with status 1.
inline std::optional<std::filesystem::path> shared_folder(const std::string& below) {
  const char* setting = std::getenv("MICROGRAPH_SHARED");
  const std::filesystem::path path = std::filesystem::path(setting ? setting : MICROGRAPH_SHARED_DEFAULT) / below;
  if (std::filesystem::exists(path))
    return path;
  std::fprintf(stderr, "\n*** SKIPPED: %s is absent; set MICROGRAPH_SHARED to the folder that holds it ***\n\n",
               path.string().c_str());
  if (std::getenv("MICROGRAPH_REQUIRE_SHARED"))
    std::exit(1);
  return std::nullopt;
}

} // namespace micrograph::test
