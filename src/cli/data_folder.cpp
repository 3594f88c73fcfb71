#include "cli/data_folder.hpp"

#include "base/error.hpp"

#include <cstdlib>
#include <string>
#include <vector>

namespace micrograph::cli {

std::filesystem::path data_folder(const std::string& name) {
  namespace fs = std::filesystem;
  std::vector<fs::path> places;
  if (const char* setting = std::getenv("MICROGRAPH_DATA")) {
    places.emplace_back(setting);
  } else {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (!error)
      places.push_back(program.parent_path().parent_path() / "share" / "micrograph");
    places.emplace_back(MICROGRAPH_SOURCE_DIR);
  }
  std::string tried;
  for (const fs::path& place : places) {
    std::error_code error;
    if (fs::is_directory(place / name, error))
      return place / name;
    tried += (tried.empty() ? "" : ", ") + (place / name).string();
  }
  throw IoError("data.missing", "the folder '" + name + "' that comes with micrograph was not found (tried " + tried +
                                    "); set MICROGRAPH_DATA to the folder that holds it");
}

} // namespace micrograph::cli
