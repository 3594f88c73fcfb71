#pragma once

#include "ingest/rdf_source.hpp"

namespace CLI {
class App;
}

namespace micrograph::cli {

/// --rdf: what is taken from folders beside the formats that are known.
struct RdfOption {
  bool in_folders = false;
  void add_to(CLI::App& app);
  /// With the contexts that come with the program.
  [[nodiscard]] ingest::RdfOptions options() const;
};

} // namespace micrograph::cli
