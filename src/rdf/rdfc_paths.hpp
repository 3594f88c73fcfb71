#pragma once

#include "base/checksum.hpp"
#include "rdf/identifier_issuer.hpp"
#include "rdf/node_colors.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace micrograph::rdf {

/// What the steps of RDFC-1.0 share (its "canonicalization state").
struct CanonicalState {
  const StatementTable& table;
  const Surroundings& around;
  DigestAlgorithm algorithm;
  std::vector<std::string> first_degree; ///< by node: the hash of its own statements
  IdentifierIssuer canonical;
  std::uint64_t work_left;
  /// Decides where the recommendation leaves a choice between nodes with equal hashes, so that labels do not.
  /// Empty if there is no such choice that matters; see tie_breakers().
  Coloring colors;

  /// Compares two nodes: by color, then as they came.
  [[nodiscard]] auto before() const {
    return [this](StatementTable::Node a, StatementTable::Node b) {
      return !colors.empty() && colors[a] != colors[b] ? colors[a] < colors[b] : a < b;
    };
  }

  /// Throws FormatError `rdf.canonical.too-hard`.
  void work(std::uint64_t steps = 1);
  [[nodiscard]] std::string hash(const std::string& text) const;
};

/// Hash N-Degree Quads (RDFC-1.0, section 4.8): hashes a node by the shape of what is around it, trying
/// every order where the shape leaves a choice. `issuer` names the nodes on the way and keeps the names of
/// the order chosen.
///
/// The recursion of the recommendation is as deep as the data: here it is a stack of frames on the heap.
[[nodiscard]] std::string hash_n_degree(CanonicalState& state, StatementTable::Node node, IdentifierIssuer& issuer);

} // namespace micrograph::rdf
