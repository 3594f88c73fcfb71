#include "rdf/node_colors.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

namespace micrograph::rdf {

Color mix(Color seed, Color value) {
  // The finaliser of SplitMix64: every bit of both depends on every bit of the result.
  Color x = seed * 0x9E3779B97F4A7C15ull + value + 0x632BE59BD9B4E019ull;
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ull;
  x = (x ^ x >> 27) * 0x94D049BB133111EBull;
  return x ^ x >> 31;
}

namespace {

Color text_color(std::string_view text) {
  Color color = text.size();
  for (; !text.empty(); text.remove_prefix(std::min<std::size_t>(8, text.size()))) {
    Color word = 0;
    for (std::size_t i = 0; i < 8 && i < text.size(); ++i)
      word |= static_cast<Color>(static_cast<unsigned char>(text[i])) << 8 * i;
    color = mix(color, word);
  }
  return color;
}

} // namespace

ColoredSide::ColoredSide(const StatementTable& statements)
    : table(statements), distinct(statements.distinct()), around(statements, distinct.blank),
      text_colors(statements.size()) {
  for (const std::uint32_t statement : distinct.blank)
    text_colors[statement] = text_color(table.text(statement));
}

Coloring ColoredSide::refined(const Coloring& coloring) const {
  Coloring next(coloring.size());
  std::vector<Color> edges;
  for (StatementTable::Node node = 0; node < coloring.size(); ++node) {
    edges.clear();
    for (const std::uint32_t statement : around.of(node))
      edges.push_back(edge(statement, node, [&](StatementTable::Node other) { return mix(2, coloring[other]); }));
    std::sort(edges.begin(), edges.end());
    next[node] = coloring[node];
    for (const Color color : edges)
      next[node] = mix(next[node], color);
  }
  return next;
}

Coloring ColoredSide::stable(Coloring coloring) const {
  for (std::size_t colors = count_colors(coloring);;) {
    coloring = refined(coloring);
    const std::size_t next = count_colors(coloring);
    if (next == colors)
      return coloring;
    colors = next;
  }
}

std::size_t count_colors(Coloring coloring) {
  std::sort(coloring.begin(), coloring.end());
  return static_cast<std::size_t>(std::unique(coloring.begin(), coloring.end()) - coloring.begin());
}

} // namespace micrograph::rdf
