#pragma once

#include "rdf/statement_table.hpp"

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

namespace micrograph::rdf {

/// Names nodes in the order in which they are asked for: PREFIX0, PREFIX1 … (RDFC-1.0, section 4.5).
///
/// The algorithm copies issuers all the time, but each copy only ever adds to what it was copied from. So
/// there is one, which can be taken back to where it was.
class IdentifierIssuer {
public:
  using Node = StatementTable::Node;

  IdentifierIssuer(std::string prefix, std::size_t node_count)
      : prefix_(std::move(prefix)), number_(node_count, none) {}

  [[nodiscard]] bool has(Node node) const { return number_[node] != none; }
  /// True if this is the first time.
  bool issue(Node node) {
    if (has(node))
      return false;
    number_[node] = static_cast<Node>(order_.size());
    order_.push_back(node);
    return true;
  }
  /// Appends the identifier of a node that has one.
  void append(std::string& out, Node node) const { out.append(prefix_).append(std::to_string(number_[node])); }

  [[nodiscard]] std::size_t size() const { return order_.size(); }
  /// The nodes in the order of issue, from the given one on.
  [[nodiscard]] std::span<const Node> order(std::size_t from = 0) const { return std::span(order_).subspan(from); }
  /// Forgets all but the first `size` nodes.
  void take_back(std::size_t size) {
    for (const Node node : order(size))
      number_[node] = none;
    order_.resize(size);
  }

private:
  static constexpr Node none = std::numeric_limits<Node>::max();
  std::string prefix_;
  std::vector<Node> number_; ///< by node
  std::vector<Node> order_;
};

} // namespace micrograph::rdf
