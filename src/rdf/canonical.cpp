#include "rdf/canonical.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace micrograph::rdf {

namespace {

using Color = std::uint64_t;
constexpr std::size_t most_guesses = 10'000;

Color mix(Color seed, Color value) {
  // The finaliser of SplitMix64: every bit of both depends on every bit of the result.
  Color x = seed * 0x9E3779B97F4A7C15ull + value + 0x632BE59BD9B4E019ull;
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9ull;
  x = (x ^ x >> 27) * 0x94D049BB133111EBull;
  return x ^ x >> 31;
}

/// A quad in numbers: for each position a blank node (its index) or the color of a ground term.
struct Pattern {
  static constexpr std::size_t ground = SIZE_MAX;
  std::array<std::size_t, 4> blank{ground, ground, ground, ground};
  std::array<Color, 4> color{};
};

/// One data set, prepared for the search.
struct Side {
  explicit Side(std::span<const Quad> quads) {
    std::unordered_map<std::string_view, std::size_t> index;
    for (const Quad& quad : quads)
      if (const QuadView view = quad; all.insert(view).second)
        add(view, index);
    alone.assign(labels.size(), true);
    for (const Pattern& pattern : patterns)
      for (const std::size_t node : pattern.blank)
        if (node != Pattern::ground) {
          touching[node].push_back(&pattern);
          for (const std::size_t other : pattern.blank)
            if (other != Pattern::ground && other != node)
              alone[node] = false;
        }
  }

  void add(const QuadView& quad, std::unordered_map<std::string_view, std::size_t>& index) {
    const std::array<const TermView*, 4> terms{&quad.subject, &quad.predicate, &quad.object, &quad.graph};
    Pattern pattern;
    bool is_ground = true;
    for (std::size_t i = 0; i < 4; ++i) {
      const TermView& term = *terms[i];
      if (term.kind == TermKind::blank) {
        const auto [place, is_new] = index.emplace(term.value, labels.size());
        if (is_new)
          labels.push_back(term.value);
        pattern.blank[i] = place->second;
        is_ground = false;
      } else {
        const std::hash<std::string_view> hash;
        pattern.color[i] = mix(mix(mix(static_cast<Color>(term.kind), hash(term.value)), hash(term.datatype)),
                               hash(term.language));
      }
    }
    if (is_ground)
      ground.insert(quad);
    else
      patterns.push_back(pattern);
    touching.resize(labels.size());
  }

  std::set<QuadView> all;
  std::set<QuadView> ground; ///< quads without blank nodes
  std::vector<std::string_view> labels;
  std::vector<Pattern> patterns;
  std::vector<std::vector<const Pattern*>> touching; ///< by blank node: the quads it stands in
  std::vector<bool> alone;                           ///< by blank node: no other stands in these quads
};

using Coloring = std::vector<Color>;

std::size_t count_colors(Coloring coloring) {
  std::sort(coloring.begin(), coloring.end());
  return static_cast<std::size_t>(std::unique(coloring.begin(), coloring.end()) - coloring.begin());
}

/// Gives each node a color made of its own and of what surrounds it, until that tells no more nodes apart.
Coloring refined(const Side& side, Coloring coloring) {
  for (std::size_t colors = count_colors(coloring);;) {
    Coloring next(coloring.size());
    std::vector<Color> around;
    for (std::size_t node = 0; node < coloring.size(); ++node) {
      around.clear();
      for (const Pattern* pattern : side.touching[node]) {
        Color color = 1;
        for (std::size_t i = 0; i < 4; ++i) {
          const std::size_t other = pattern->blank[i];
          color = mix(color, other == Pattern::ground ? pattern->color[i]
                             : other == node          ? 2
                                                      : mix(3, coloring[other]));
        }
        around.push_back(color);
      }
      std::sort(around.begin(), around.end());
      next[node] = coloring[node];
      for (const Color color : around)
        next[node] = mix(next[node], color);
    }
    const std::size_t next_colors = count_colors(next);
    coloring = std::move(next);
    if (next_colors == colors)
      return coloring;
    colors = next_colors;
  }
}

/// Searches for a mapping of the left blank nodes to the right ones.
class Search {
public:
  Search(const Side& left, const Side& right) : left_(left), right_(right) {}

  bool run(Coloring left, Coloring right) {
    left = refined(left_, std::move(left));
    right = refined(right_, std::move(right));
    std::map<Color, std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> classes;
    for (std::size_t i = 0; i < left.size(); ++i)
      classes[left[i]].first.push_back(i);
    for (std::size_t i = 0; i < right.size(); ++i)
      classes[right[i]].second.push_back(i);

    const std::pair<std::vector<std::size_t>, std::vector<std::size_t>>* smallest = nullptr;
    for (const auto& [color, nodes] : classes) {
      if (nodes.first.size() != nodes.second.size())
        return false;
      // Nodes of one color that touch no others are exchangeable: no need to guess which is which.
      if (nodes.first.size() > 1 && !left_.alone[nodes.first.front()] &&
          (!smallest || nodes.first.size() < smallest->first.size()))
        smallest = &nodes;
    }
    if (!smallest)
      return holds(classes);

    const std::size_t node = smallest->first.front();
    for (const std::size_t candidate : smallest->second) {
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
  /// Colors are hashes, so the mapping they suggest is tried on the terms themselves.
  template <typename Classes> [[nodiscard]] bool holds(const Classes& classes) const {
    std::unordered_map<std::string_view, std::string_view> renamed;
    for (const auto& [color, nodes] : classes)
      for (std::size_t i = 0; i < nodes.first.size(); ++i)
        renamed.emplace(left_.labels[nodes.first[i]], right_.labels[nodes.second[i]]);
    const auto rename = [&](TermView& term) {
      if (term.kind == TermKind::blank)
        term.value = renamed.at(term.value);
    };
    return std::all_of(left_.all.begin(), left_.all.end(), [&](QuadView quad) {
      rename(quad.subject);
      rename(quad.predicate);
      rename(quad.object);
      rename(quad.graph);
      return right_.all.count(quad) == 1;
    });
  }

  const Side& left_;
  const Side& right_;
  std::size_t guesses_ = 0;
};

} // namespace

std::string sorted_nquads(std::span<const Quad> quads) {
  std::set<std::string> lines;
  for (const Quad& quad : quads) {
    std::string line = to_ntriples(quad.subject);
    for (const Term* term : {&quad.predicate, &quad.object, &quad.graph})
      if (term->kind != TermKind::none)
        append_ntriples(line += ' ', *term);
    lines.insert(line += " .\n");
  }
  std::string text;
  for (const std::string& line : lines)
    text += line;
  return text;
}

bool isomorphic(std::span<const Quad> left_quads, std::span<const Quad> right_quads) {
  const Side left(left_quads);
  const Side right(right_quads);
  if (left.all.size() != right.all.size() || left.ground != right.ground ||
      left.labels.size() != right.labels.size())
    return false;
  return Search(left, right).run(Coloring(left.labels.size(), 0), Coloring(right.labels.size(), 0));
}

} // namespace micrograph::rdf
