#pragma once

#include "graph/archived_source.hpp"
#include "identity/same_as_view.hpp"

#include <optional>

namespace CLI {
class App;
}

namespace micrograph::cli {

/// --same-as: whether queries see one name for each thing.
class SameAsOption {
public:
  void add_to(CLI::App& app);
  [[nodiscard]] bool on() const { return on_; }
  /// The graph as it is to be queried: itself if the option is off or nothing is linked, which is then told on standard error.
  /// Valid as long as the graph and this.
  [[nodiscard]] const graph::QuadSource& view_of(const graph::ArchivedSource& source);

private:
  bool on_ = false;
  std::optional<identity::SameAsView> view_;
};

} // namespace micrograph::cli
