#include "report/tangle.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace micrograph::report {
namespace {

constexpr std::size_t most_edges_drawn = 60;
constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

/// Which things belong together, as they are told (Tarjan's disjoint sets, halving paths).
class Together {
public:
  explicit Together(std::size_t things) : leader_(things) { std::iota(leader_.begin(), leader_.end(), 0U); }
  std::uint32_t leader(std::uint32_t thing) {
    while (leader_[thing] != thing)
      thing = leader_[thing] = leader_[leader_[thing]];
    return thing;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = leader(a);
    b = leader(b);
    leader_[std::max(a, b)] = std::min(a, b); // the smaller leads, so that the order of telling does not show
  }

private:
  std::vector<std::uint32_t> leader_;
};

} // namespace

std::size_t Tangle::HashOfEdge::operator()(const Edge& edge) const {
  return std::hash<std::uint64_t>()((std::uint64_t{edge.from} << 32 | edge.to) * 0x9E3779B97F4A7C15U + edge.relation);
}

std::uint32_t Tangle::number_of(const std::string& name) {
  const auto [it, is_new] = numbers_.try_emplace(name, static_cast<std::uint32_t>(names_.size()));
  if (is_new)
    names_.push_back(name);
  return it->second;
}

bool Tangle::add(const std::string& from, const std::string& to, const std::string& relation) {
  const auto [it, is_new] = relation_numbers_.try_emplace(relation, static_cast<std::uint32_t>(relations_.size()));
  if (is_new)
    relations_.push_back(relation);
  const Edge edge{number_of(from), number_of(to), it->second};
  if (!known_.insert(edge).second)
    return false;
  edges_.push_back(edge);
  return true;
}

std::vector<Tangle::Part> Tangle::all_parts() const {
  Together together(names_.size());
  for (const Edge& edge : edges_)
    together.join(edge.from, edge.to);
  std::vector<std::uint32_t> number(names_.size(), nowhere);
  std::vector<Part> parts;
  for (std::uint32_t thing = 0; thing < names_.size(); ++thing) {
    std::uint32_t& part = number[together.leader(thing)];
    if (part == nowhere) {
      part = static_cast<std::uint32_t>(parts.size());
      parts.emplace_back();
    }
    parts[part].things.push_back(thing);
  }
  for (std::uint32_t i = 0; i < edges_.size(); ++i)
    parts[number[together.leader(edges_[i].from)]].edges.push_back(i);
  return parts;
}

std::size_t Tangle::parts() const { return all_parts().size(); }

Drawing Tangle::draw(const Part& part, std::size_t nodes) const {
  // Breadth first from the thing with most edges; whoever is met first is drawn.
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> near;
  for (const std::uint32_t i : part.edges) {
    near[edges_[i].from].push_back(edges_[i].to);
    near[edges_[i].to].push_back(edges_[i].from);
  }
  const std::uint32_t centre = *std::max_element(part.things.begin(), part.things.end(), [&](auto a, auto b) {
    return near[a].size() != near[b].size() ? near[a].size() < near[b].size() : a > b;
  });
  std::unordered_map<std::uint32_t, std::uint32_t> drawn{{centre, 0}};
  std::vector<std::uint32_t> met{centre};
  for (std::size_t at = 0; at < met.size() && met.size() < nodes; ++at)
    for (const std::uint32_t other : near[met[at]])
      if (met.size() < nodes && drawn.try_emplace(other, static_cast<std::uint32_t>(met.size())).second)
        met.push_back(other);
  Drawing drawing;
  for (const std::uint32_t thing : met)
    drawing.nodes.push_back({names_[thing], names_[thing]});
  for (const std::uint32_t i : part.edges) {
    const auto from = drawn.find(edges_[i].from), to = drawn.find(edges_[i].to);
    if (from != drawn.end() && to != drawn.end() && drawing.edges.size() < most_edges_drawn)
      drawing.edges.push_back({from->second, to->second, relations_[edges_[i].relation]});
  }
  drawing.nodes_not_drawn = part.things.size() - drawing.nodes.size();
  drawing.edges_not_drawn = part.edges.size() - drawing.edges.size();
  return drawing;
}

std::vector<Drawing> Tangle::largest(std::size_t parts, std::size_t nodes) const {
  std::vector<Part> all = all_parts();
  std::stable_sort(all.begin(), all.end(), [](const Part& a, const Part& b) { return a.edges.size() > b.edges.size(); });
  std::vector<Drawing> drawings;
  for (std::size_t i = 0; i < all.size() && drawings.size() < parts; ++i)
    drawings.push_back(draw(all[i], nodes));
  return drawings;
}

} // namespace micrograph::report
