#pragma once

#include "mapping/mapper.hpp"

#include <memory>

namespace CLI {
class App;
}

namespace micrograph::cli {

/// --candidates
struct MapperOption {
  bool candidates = false;

  void add_to(CLI::App& app);
  /// The mapper of the mappings that come with the program. Says on standard error how many candidates it
  /// does not apply, if there are any.
  [[nodiscard]] std::unique_ptr<const mapping::Mapper> load() const;
};

} // namespace micrograph::cli
