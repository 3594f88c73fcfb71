#pragma once

#include "cli/options.hpp"
#include "graph/quad_source.hpp"

#include <memory>
#include <string>
#include <vector>

namespace micrograph::cli {

/// GRAPH, or --endpoint in place of it; and --sparql, which asks neither but says what to ask.
///
/// With --endpoint the first positional argument is no graph, but the first of those that follow.
class AskedGraph {
public:
  void add_to(CLI::App& app);

  [[nodiscard]] bool prints_sparql() const { return sparql_; }
  /// The positional arguments after GRAPH, `given` being those behind the first. Throws UsageError `usage.no-graph` if there is
  /// neither a graph nor an endpoint.
  [[nodiscard]] std::vector<std::string> arguments(std::vector<std::string> given) const;
  /// The graph or the store.
  [[nodiscard]] std::shared_ptr<const graph::QuadSource> open() const;
  /// URL of the store; empty if a graph is asked.
  [[nodiscard]] const std::string& endpoint() const { return endpoint_; }

private:
  GraphOptions graph_;
  std::string endpoint_;
  bool sparql_ = false;
};

} // namespace micrograph::cli
