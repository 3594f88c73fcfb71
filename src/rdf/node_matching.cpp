#include "rdf/node_matching.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>

namespace micrograph::rdf {

namespace {

using Node = StatementTable::Node;

constexpr std::size_t most_levels = 16;        ///< how far colors look; pairs lead further
constexpr std::size_t most_rounds = 64;        ///< of pairing by shared statements
constexpr std::size_t most_common = 4096;      ///< possible pairs of one shared statement, beyond which it says nothing
constexpr std::size_t most_candidates = 4'000'000; ///< pairs looked at in one round

/// Members of one side with a key, sorted by it.
using Keyed = std::vector<std::pair<Color, std::uint32_t>>;

bool same_colors(Coloring left, Coloring right) {
  std::sort(left.begin(), left.end());
  std::sort(right.begin(), right.end());
  return left == right;
}

/// Calls `visit(left members, right members)` for each key that both lists have.
template <typename Visit> void for_common_keys(const Keyed& left, const Keyed& right, Visit&& visit) {
  const auto run_end = [](const Keyed& list, std::size_t begin) {
    std::size_t end = begin;
    while (end < list.size() && list[end].first == list[begin].first)
      ++end;
    return end;
  };
  for (std::size_t l = 0, r = 0; l < left.size() && r < right.size();) {
    if (left[l].first != right[r].first) {
      ++(left[l].first < right[r].first ? l : r);
      continue;
    }
    const std::size_t l_end = run_end(left, l);
    const std::size_t r_end = run_end(right, r);
    visit(std::span(left).subspan(l, l_end - l), std::span(right).subspan(r, r_end - r));
    l = l_end;
    r = r_end;
  }
}

struct MatchedSide {
  explicit MatchedSide(const ColoredSide& colored) : side(colored), pair_of(side.table.node_count(), NodeMatching::none) {}

  [[nodiscard]] bool free(Node node) const { return pair_of[node] == NodeMatching::none; }

  /// What the statement is for a node, given the pairs so far. Free neighbours are told apart by the color of
  /// a level, or not at all.
  [[nodiscard]] Color key(std::uint32_t statement, Node node, const Coloring* colors) const {
    return side.edge(statement, node, [&](Node other) {
      return !free(other) ? mix(3, pair_of[other]) : colors ? mix(4, (*colors)[other]) : 5;
    });
  }

  /// The statements of a node that lead to free nodes.
  [[nodiscard]] Keyed ways_on(Node node, const Coloring* colors) const {
    Keyed out;
    for (const std::uint32_t statement : side.around.of(node)) {
      const auto holes = side.table.holes(statement);
      if (std::any_of(holes.begin(), holes.end(), [this](const auto& hole) { return free(hole.node); }))
        out.emplace_back(key(statement, node, colors), statement);
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  /// The free nodes by their color.
  [[nodiscard]] Keyed free_nodes(const Coloring& colors) const {
    Keyed out;
    for (Node node = 0; node < pair_of.size(); ++node)
      if (free(node))
        out.emplace_back(colors[node], node);
    std::sort(out.begin(), out.end());
    return out;
  }

  /// The free nodes by each of their statements.
  [[nodiscard]] Keyed shared_statements() const {
    Keyed out;
    for (Node node = 0; node < pair_of.size(); ++node)
      if (free(node))
        for (const std::uint32_t statement : side.around.of(node))
          out.emplace_back(key(statement, node, nullptr), node);
    std::sort(out.begin(), out.end());
    return out;
  }

  const ColoredSide& side;
  std::vector<Node> pair_of;    ///< by node: the number of its pair, which is that of the left node, or none
  std::vector<Coloring> levels; ///< the color of each node when one looks one step further each
};

class Matcher {
public:
  Matcher(const ColoredSide& left, const ColoredSide& right)
      : left_(left), right_(right), right_of_(left.table.node_count(), NodeMatching::none) {}

  NodeMatching run() {
    color();
    for (std::size_t level = left_.levels.size(); level-- > 0;)
      pair_by_color(level, false);
    if (!left_.levels.empty())
      pair_by_color(left_.levels.size() - 1, true);
    for (std::size_t round = 0; round < most_rounds && pair_by_statements(); ++round) {
    }
    for (std::size_t level = left_.levels.size(); level-- > 0;)
      pair_by_color(level, true);
    return {std::move(right_of_), std::move(right_.pair_of), look_alike_};
  }

private:
  void color() {
    Coloring left(left_.pair_of.size());
    Coloring right(right_.pair_of.size());
    look_alike_ = left.size() == right.size();
    for (std::size_t colors = 0; left_.levels.size() < most_levels;) {
      left = left_.side.refined(left);
      right = right_.side.refined(right);
      Coloring both = left;
      both.insert(both.end(), right.begin(), right.end());
      const std::size_t next = count_colors(std::move(both));
      look_alike_ = look_alike_ && same_colors(left, right);
      if (next == colors)
        return;
      colors = next;
      left_.levels.push_back(left);
      right_.levels.push_back(right);
    }
  }

  void join(Node left, Node right) {
    left_.pair_of[left] = right_.pair_of[right] = left;
    right_of_[left] = right;
    waiting_.emplace_back(left, right);
  }

  /// Pairs free nodes of one color: those that are the only ones, or also the others as they come.
  void pair_by_color(std::size_t level, bool also_alike) {
    const Keyed left = left_.free_nodes(left_.levels[level]);
    const Keyed right = right_.free_nodes(right_.levels[level]);
    for_common_keys(left, right, [&](auto lefts, auto rights) {
      if (!also_alike && (lefts.size() > 1 || rights.size() > 1))
        return;
      auto r = rights.begin();
      for (const auto& [color, node] : lefts) {
        while (r != rights.end() && !right_.free(r->second))
          ++r;
        if (r == rights.end())
          return;
        if (left_.free(node)) {
          join(node, r->second);
          lead_on(level);
        }
      }
    });
  }

  /// Pairs the neighbours of new pairs, and theirs: those that one and the same kind of statement leads to.
  /// With a level they must be of one color. With the highest one, nodes of one color are interchangeable.
  void lead_on(std::optional<std::size_t> level) {
    const bool also_alike = level && *level + 1 == left_.levels.size();
    while (!waiting_.empty()) {
      const auto [left, right] = waiting_.back();
      waiting_.pop_back();
      for_common_keys(left_.ways_on(left, level ? &left_.levels[*level] : nullptr),
                      right_.ways_on(right, level ? &right_.levels[*level] : nullptr),
                      [&](auto lefts, auto rights) {
                        if (also_alike || (lefts.size() == 1 && rights.size() == 1))
                          for (std::size_t i = 0; i < std::min(lefts.size(), rights.size()); ++i)
                            join_holes(lefts[i].second, rights[i].second);
                      });
    }
  }

  void join_holes(std::uint32_t left, std::uint32_t right) {
    const auto lefts = left_.side.table.holes(left);
    const auto rights = right_.side.table.holes(right);
    for (std::size_t i = 0; i < std::min(lefts.size(), rights.size()); ++i)
      if (left_.free(lefts[i].node) && right_.free(rights[i].node))
        join(lefts[i].node, rights[i].node);
  }

  /// Pairs free nodes that share the most statements, rare ones before common ones. False if there are none.
  bool pair_by_statements() {
    std::unordered_map<std::uint64_t, std::uint64_t> scores;
    std::size_t budget = most_candidates;
    for_common_keys(left_.shared_statements(), right_.shared_statements(), [&](auto lefts, auto rights) {
      const std::size_t pairs = lefts.size() * rights.size();
      if (pairs > most_common || pairs > budget)
        return;
      budget -= pairs;
      for (const auto& [left_key, left] : lefts)
        for (const auto& [right_key, right] : rights)
          scores[static_cast<std::uint64_t>(left) << 32 | right] += most_common + most_common / pairs;
    });
    std::vector<std::pair<std::uint64_t, std::uint64_t>> best;
    for (const auto& [pair, score] : scores)
      best.emplace_back(~score, pair); // the highest score first, then the order of the input
    std::sort(best.begin(), best.end());
    for (const auto& [score, pair] : best) {
      const auto left = static_cast<Node>(pair >> 32);
      const auto right = static_cast<Node>(pair);
      if (left_.free(left) && right_.free(right)) {
        join(left, right);
        lead_on({});
      }
    }
    return !best.empty();
  }

  MatchedSide left_;
  MatchedSide right_;
  std::vector<Node> right_of_;
  bool look_alike_ = false;
  std::vector<std::pair<Node, Node>> waiting_; ///< pairs whose neighbours have not been looked at
};

} // namespace

NodeMatching match_nodes(const ColoredSide& left, const ColoredSide& right) {
  return Matcher(left, right).run();
}

} // namespace micrograph::rdf
