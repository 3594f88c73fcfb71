#pragma once

#include "rdf/statement_sink.hpp"

#include <cstddef>
#include <string>
#include <unordered_set>
#include <vector>

namespace micrograph::ingest {

/// Finds the leaves in the statements of a source that pass by, each of which must come once.
///
/// The place of a leaf is an IRI: an element's node for its text, the node and `/@name` for an attribute, `/xmlns:p` for a
/// namespace declaration.
class LeafPlaces final : public rdf::StatementSink {
public:
  void statement(const rdf::QuadView& quad) override;
  /// One entry per leaf, as lift::count_leaves counts them, in no order. Call once, at the end.
  [[nodiscard]] std::vector<std::string> take();

private:
  using Nodes = std::unordered_set<std::string>;

  std::vector<std::string> places_;
  std::vector<std::string> nodes_;   ///< that have a type
  std::vector<std::string> targets_; ///< of instructions
  Nodes told_;                       ///< nodes of which more is said than that they are there
  Nodes valued_;                     ///< nodes with a text
  std::string last_told_;            ///< neighbouring statements tend to be about one node
};

/// Splits leaves into aligned ones (counted) and the others (listed).
struct Alignment {
  std::size_t leaves = 0;
  std::size_t aligned = 0;
  std::vector<std::string> not_aligned; ///< readable places in document order
};
/// `used` is MappingResult::used_nodes; `list` says whether not_aligned is wanted.
[[nodiscard]] Alignment alignment_of(LeafPlaces& source, const std::vector<std::string>& used, bool list);

} // namespace micrograph::ingest
