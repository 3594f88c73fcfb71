#pragma once

#include "rdf/term.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace micrograph::test {

/// Random numbers that are the same everywhere, which those of the standard's distributions are not.
class Random {
public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t end) {
    state_ = state_ * 6364136223846793005ull + 1442695040888963407ull;
    return static_cast<std::size_t>((state_ >> 33) % end);
  }

private:
  std::uint64_t state_;
};

inline rdf::Term blank_node(std::size_t number) { return {rdf::TermKind::blank, "n" + std::to_string(number)}; }
inline rdf::Term name_of(const std::string& what, std::size_t number) {
  return {rdf::TermKind::iri, "urn:" + what + std::to_string(number)};
}
inline rdf::Term text_of(std::size_t number) { return {rdf::TermKind::literal, "text " + std::to_string(number)}; }

/// A data set in which little tells the blank nodes apart: random edges, rings, small cliques, trees that are
/// alike, blank nodes as graph names.
inline std::vector<rdf::Quad> random_graph(Random& random) {
  std::vector<rdf::Quad> quads;
  std::size_t nodes = 0;
  const auto graph = [&] {
    return random.below(4) == 0 ? blank_node(random.below(nodes)) : random.below(3) == 0 ? name_of("g", 1) : rdf::Term();
  };
  const std::size_t ring = random.below(9);
  for (std::size_t i = 0; i < ring; ++i)
    quads.emplace_back(blank_node(i), name_of("p", 0), blank_node((i + 1) % ring));
  nodes += ring;
  const std::size_t clique = random.below(5);
  for (std::size_t i = 0; i < clique; ++i)
    for (std::size_t k = 0; k < clique; ++k)
      if (i != k)
        quads.emplace_back(blank_node(nodes + i), name_of("p", 1), blank_node(nodes + k));
  nodes += clique;
  for (std::size_t tree = random.below(4); tree-- > 0; nodes += 3) {
    quads.emplace_back(name_of("s", 0), name_of("p", 2), blank_node(nodes));
    quads.emplace_back(blank_node(nodes), name_of("p", 3), blank_node(nodes + 1));
    quads.emplace_back(blank_node(nodes), name_of("p", 3), blank_node(nodes + 2));
    quads.emplace_back(blank_node(nodes + 1), name_of("p", 4), text_of(random.below(2)));
  }
  nodes += 1 + random.below(6);
  for (std::size_t edges = random.below(12); edges-- > 0;) {
    const auto object = random.below(3) == 0 ? text_of(random.below(3)) : blank_node(random.below(nodes));
    quads.emplace_back(blank_node(random.below(nodes)), name_of("p", random.below(3)), object, graph());
  }
  for (std::size_t ground = random.below(5); ground-- > 0;)
    quads.emplace_back(name_of("s", random.below(3)), name_of("p", random.below(3)), text_of(random.below(9)), graph());
  return quads;
}

/// The same data set with other labels, in another order, some statements twice.
inline std::vector<rdf::Quad> relabelled(const std::vector<rdf::Quad>& quads, Random& random) {
  std::vector<std::size_t> labels(1000);
  for (std::size_t i = 0; i < labels.size(); ++i)
    labels[i] = i;
  const auto shuffle = [&random](auto& list) {
    for (std::size_t i = list.size(); i > 1; --i)
      std::swap(list[i - 1], list[random.below(i)]);
  };
  shuffle(labels);
  auto out = quads;
  for (rdf::Quad& quad : out)
    for (rdf::Term* term : {&quad.subject, &quad.object, &quad.graph})
      if (term->kind == rdf::TermKind::blank)
        term->value = "x" + std::to_string(labels[std::stoul(term->value.substr(1))]);
  for (std::size_t again = std::min<std::size_t>(3, out.size()); again-- > 0;)
    out.push_back(rdf::Quad(out[random.below(out.size())]));
  shuffle(out);
  return out;
}

} // namespace micrograph::test
