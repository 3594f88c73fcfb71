#pragma once

#include "base/diagnostic.hpp"
#include "identity/resolution.hpp"

#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace micrograph::cli {

/// Tells clusters with the evidence that holds them together: which rule, by which statements, of which sources.
class IdentityOutput {
public:
  IdentityOutput(const identity::Resolution& resolution, std::map<std::string, std::string> prefixes)
      : resolution_(resolution), prefixes_(std::move(prefixes)) {}

  /// All clusters, or one, and how many there are.
  void write_text(std::ostream& out, const identity::Cluster* only) const;
  void write_json(std::ostream& out, const identity::Cluster* only, const std::vector<Finding>& findings) const;

private:
  [[nodiscard]] std::string name(std::uint32_t entity) const;
  [[nodiscard]] std::string shown(std::uint32_t entity) const;
  /// What a link rests on: the value that both have, or the row of the decision.
  [[nodiscard]] std::string reason(const identity::Link& link) const;
  /// Where a statement stands: files if the graph knows them, otherwise names of graphs.
  [[nodiscard]] std::vector<std::string> places_of(const identity::Stated& stated) const;
  [[nodiscard]] std::string file_of(const std::string& graph_name) const;
  void write_cluster(std::ostream& out, const identity::Cluster& cluster) const;
  void write_side(std::ostream& out, std::uint32_t entity, std::uint32_t stated) const;

  const identity::Resolution& resolution_;
  std::map<std::string, std::string> prefixes_;
};

} // namespace micrograph::cli
