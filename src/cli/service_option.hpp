#pragma once

#include "query/engine.hpp"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace micrograph::cli {

/// --allow-service: the endpoints that SERVICE may ask, named to the letter; without one it asks nobody.
class ServiceOption {
public:
  void add_to(CLI::App& app);
  [[nodiscard]] query::ServiceAccess access() const;

private:
  std::vector<std::string> endpoints_;
};

} // namespace micrograph::cli
