#include "rdf/isomorphism.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace micrograph::rdf {

namespace {

using Node = StatementTable::Node;
constexpr std::size_t most_guesses = 10'000;

/// The lines of a side with numbers for labels, sorted.
template <typename NumberOf> std::vector<std::string> numbered_lines(const ColoredSide& side, NumberOf&& number_of) {
  std::vector<std::string> lines;
  for (const std::uint32_t statement : side.distinct.blank)
    side.table.append_line(lines.emplace_back(), statement,
                           [&](std::string& out, Node node) { out += std::to_string(number_of(node)); });
  std::sort(lines.begin(), lines.end());
  return lines;
}

class Search {
public:
  Search(const ColoredSide& left, const ColoredSide& right) : left_(left), right_(right) {}

  bool run(Coloring left, Coloring right) {
    left = left_.stable(std::move(left));
    right = right_.stable(std::move(right));
    Classes classes;
    for (Node node = 0; node < left.size(); ++node)
      classes[left[node]].first.push_back(node);
    for (Node node = 0; node < right.size(); ++node)
      classes[right[node]].second.push_back(node);

    const Class* smallest = nullptr;
    for (const auto& [color, nodes] : classes) {
      if (nodes.first.size() != nodes.second.size())
        return false;
      // Nodes of one color that touch no others are exchangeable: no need to guess which is which.
      if (nodes.first.size() > 1 && !alone(nodes.first.front()) &&
          (!smallest || nodes.first.size() < smallest->first.size()))
        smallest = &nodes;
    }
    if (!smallest)
      return holds(classes);

    const Node node = smallest->first.front();
    for (const Node candidate : smallest->second) {
      if (++guesses_ > most_guesses)
        throw FormatError("rdf.isomorphism.too-hard", "these graphs are too alike within to be compared");
      Coloring guess_left = left;
      Coloring guess_right = right;
      guess_left[node] = guess_right[candidate] = mix(left[node], 0xC0FFEE);
      if (run(std::move(guess_left), std::move(guess_right)))
        return true;
    }
    return false;
  }

private:
  using Class = std::pair<std::vector<Node>, std::vector<Node>>;
  using Classes = std::map<Color, Class>;

  /// True if no other node stands in the statements of this one.
  [[nodiscard]] bool alone(Node node) const {
    const auto statements = left_.around.of(node);
    return std::all_of(statements.begin(), statements.end(), [&](std::uint32_t statement) {
      const auto holes = left_.table.holes(statement);
      return std::all_of(holes.begin(), holes.end(), [node](const auto& hole) { return hole.node == node; });
    });
  }

  [[nodiscard]] bool holds(const Classes& classes) const {
    std::vector<Node> right_of(left_.table.node_count());
    for (const auto& [color, nodes] : classes)
      for (std::size_t i = 0; i < nodes.first.size(); ++i)
        right_of[nodes.first[i]] = nodes.second[i];
    return maps_onto(left_, right_, right_of);
  }

  const ColoredSide& left_;
  const ColoredSide& right_;
  std::size_t guesses_ = 0;
};

} // namespace

bool maps_onto(const ColoredSide& left, const ColoredSide& right, std::span<const Node> right_of) {
  return numbered_lines(left, [&](Node node) { return right_of[node]; }) ==
         numbered_lines(right, [](Node node) { return node; });
}

bool search_isomorphism(const ColoredSide& left, const ColoredSide& right) {
  if (left.table.node_count() != right.table.node_count() || left.distinct.blank.size() != right.distinct.blank.size())
    return false;
  return Search(left, right).run(Coloring(left.table.node_count()), Coloring(right.table.node_count()));
}

} // namespace micrograph::rdf
