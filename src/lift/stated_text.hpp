#pragma once

#include "lift/statement_tree.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace micrograph::lift {

/// The statements about a text, or about a section or row of one, read once. Views are of the statements.
struct StatedText {
  std::string_view iri, type;
  std::map<std::string_view, std::string_view> literals;                           ///< by property
  std::map<std::pair<std::string_view, std::uint64_t>, std::string_view> repeated; ///< by property and occurrence
  std::map<std::tuple<std::string_view, std::uint64_t, std::uint64_t>, std::string_view> listed; ///< and by position in its line
  std::map<std::uint64_t, std::string_view> remarks;                               ///< by position
  std::map<std::uint64_t, StatementTree::Number> sections, rows;                   ///< by position

  /// Absent if there is none.
  [[nodiscard]] const std::string_view* literal(std::string_view property) const;
  /// The value of a name that may come again. Absent if it has none.
  [[nodiscard]] const std::string_view* value(std::string_view property, std::uint64_t occurrence) const;
};

/// Throws FormatError: `rebuild.content` if something is said twice, `rebuild.tree` if a part of it has no place among the others.
[[nodiscard]] StatedText read_stated_text(const StatementTree& statements, StatementTree::Number node);

} // namespace micrograph::lift
