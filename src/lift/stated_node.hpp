#pragma once

#include "lift/statement_tree.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace micrograph::lift {

/// What the statements about one node of an XML document say, by the table of docs/lift.md. Views are of the statements.
struct StatedNode {
  struct Child {
    std::string_view property;
    StatementTree::Number node = 0;
  };

  std::string_view iri;
  std::string_view type;                    ///< empty if it has none
  std::optional<std::uint64_t> position;
  std::string_view prefix;
  std::optional<std::string_view> target;     ///< of an instruction
  std::optional<std::string_view> whitespace; ///< as stated, not taken apart
  std::optional<std::string_view> value;
  std::vector<std::string_view> declarations, qualified_names;
  std::vector<std::pair<std::string_view, std::string_view>> attributes; ///< property and value, sorted
  std::vector<Child> children;                                           ///< as they come

  /// `type` without the vocabulary, and the vocabulary: names hold neither `#` nor `/`, and vocabularies end in one.
  [[nodiscard]] std::string_view local_name() const;
  [[nodiscard]] std::string_view vocabulary() const;
};

/// Throws FormatError `rebuild.content`, with the node as place, if it has two values of what there is one of, or an object
/// that lifting does not make.
[[nodiscard]] StatedNode read_node(const StatementTree& statements, StatementTree::Number node);

/// A node with its children in their order, as nodes. Throws as read_node(), and `rebuild.tree` if a child has no position or
/// two have the same.
struct OrderedNode {
  StatedNode node;
  std::vector<std::pair<std::string_view, StatedNode>> children; ///< by the property that leads to them
  std::vector<StatementTree::Number> numbers;                    ///< of the children
};
[[nodiscard]] OrderedNode read_in_order(const StatementTree& statements, StatementTree::Number node);

[[noreturn]] void refuse_tree(std::string_view node, const std::string& text);
[[noreturn]] void refuse_content(std::string_view node, const std::string& text);

} // namespace micrograph::lift
