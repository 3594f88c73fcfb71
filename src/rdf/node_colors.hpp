#pragma once

#include "rdf/statement_table.hpp"

#include <cstdint>
#include <vector>

namespace micrograph::rdf {

/// A hash by which blank nodes of two data sets are held to be alike. Only a hint: what follows from it is
/// tried on the statements themselves. The same on every machine, since canonical names may hang on it.
using Color = std::uint64_t;
using Coloring = std::vector<Color>; ///< by node

[[nodiscard]] Color mix(Color seed, Color value);

/// One of two data sets whose blank nodes are compared.
struct ColoredSide {
  explicit ColoredSide(const StatementTable& statements);

  /// What a statement is for one of its nodes: its text, which hole is the node itself, and what
  /// `color_of(other)` says of each other node.
  template <typename ColorOf>
  [[nodiscard]] Color edge(std::uint32_t statement, StatementTable::Node node, ColorOf&& color_of) const {
    Color color = text_colors[statement];
    for (const StatementTable::Hole& hole : table.holes(statement))
      color = mix(mix(color, hole.position), hole.node == node ? 1 : color_of(hole.node));
    return color;
  }
  /// Gives each node a color made of its own and of what surrounds it.
  [[nodiscard]] Coloring refined(const Coloring& coloring) const;
  /// Refines until that tells no more nodes apart.
  [[nodiscard]] Coloring stable(Coloring coloring) const;

  const StatementTable& table;
  StatementTable::Distinct distinct;
  Surroundings around;
  std::vector<Color> text_colors; ///< by statement; of those with blank nodes only
};

[[nodiscard]] std::size_t count_colors(Coloring coloring);

} // namespace micrograph::rdf
