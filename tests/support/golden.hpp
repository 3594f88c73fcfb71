#pragma once

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

namespace micrograph::test {

/// What the file `name` under `folder` holds. With MICROGRAPH_WRITE_GOLDEN set in the environment the file is
/// first written anew from `actual`: look at the difference before committing it.
inline std::string golden(const std::string& folder, const std::string& name, const std::string& actual) {
  const std::string path = folder + "/" + name;
  if (std::getenv("MICROGRAPH_WRITE_GOLDEN"))
    std::ofstream(path) << actual;
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

} // namespace micrograph::test
