#include "link/describe.hpp"
#include "link/neighbours.hpp"
#include "link/network.hpp"
#include "rdf/vocabulary.hpp"

#include <boost/pending/disjoint_sets.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

namespace micrograph::link {

namespace {

using graph::ValueId;

/// The representative of each thing's component.
std::vector<std::uint32_t> representatives(const Network& network) {
  std::vector<std::uint32_t> rank(network.size()), parent(network.size());
  boost::disjoint_sets<std::uint32_t*, std::uint32_t*> sets(rank.data(), parent.data());
  for (std::uint32_t thing = 0; thing < network.size(); ++thing)
    sets.make_set(thing);
  for (const Network::Edge& edge : network.edges())
    sets.union_set(edge.subject, edge.object);
  for (std::uint32_t thing = 0; thing < network.size(); ++thing)
    parent[thing] = sets.find_set(thing);
  return parent;
}

/// The first `most` in order of term, described.
std::vector<LineageNode> first_members(const graph::QuadSource& source, const Describer& describer,
                                       const std::vector<ValueId>& ids, std::size_t most) {
  std::vector<std::pair<rdf::Term, ValueId>> members;
  for (const ValueId id : ids) {
    members.emplace_back(source.term(id), id);
    // So that of a million members no more than some are held as text.
    if (members.size() >= 2 * most + 1024) {
      std::nth_element(members.begin(), members.begin() + static_cast<std::ptrdiff_t>(most), members.end());
      members.resize(most);
    }
  }
  std::sort(members.begin(), members.end());
  members.resize(std::min(members.size(), most));
  std::vector<LineageNode> out;
  for (auto& [term, id] : members)
    out.push_back({std::move(term), describer.label(id), describer.type(id), 0});
  return out;
}

std::vector<ClassCount> frequent_classes(const Describer& describer, const std::vector<ValueId>& ids) {
  std::map<std::string, std::uint64_t> counts;
  for (const ValueId id : ids)
    ++counts[describer.type(id)];
  std::vector<ClassCount> out;
  for (const auto& [type, count] : counts)
    out.push_back({type, count});
  std::stable_sort(out.begin(), out.end(),
                   [](const ClassCount& a, const ClassCount& b) { return a.things > b.things; });
  out.resize(std::min<std::size_t>(out.size(), 3));
  return out;
}

} // namespace

Components components(const graph::QuadSource& source, std::size_t most, std::size_t members) {
  const Network network(source);
  const std::vector<std::uint32_t> component = representatives(network);
  std::vector<std::uint32_t> sizes(network.size());
  for (const std::uint32_t root : component)
    ++sizes[root];
  Components out;
  std::vector<std::uint32_t> roots;
  for (std::uint32_t thing = 0; thing < network.size(); ++thing) {
    if (sizes[thing] == 1)
      ++out.islands;
    if (sizes[thing] < 2)
      continue;
    ++out.count;
    out.things += sizes[thing];
    roots.push_back(thing);
  }
  // Of equally large ones all are looked at, so that which are shown does not depend on their numbers.
  std::sort(roots.begin(), roots.end(), [&sizes](std::uint32_t a, std::uint32_t b) { return sizes[a] > sizes[b]; });
  std::size_t kept = std::min(most, roots.size());
  while (kept != 0 && kept < roots.size() && sizes[roots[kept]] == sizes[roots[kept - 1]])
    ++kept;
  roots.resize(kept);
  std::map<std::uint32_t, std::vector<ValueId>> ids;
  for (const std::uint32_t root : roots)
    ids[root].reserve(sizes[root]);
  for (std::uint32_t thing = 0; thing < network.size(); ++thing)
    if (const auto found = ids.find(component[thing]); found != ids.end())
      found->second.push_back(network.id(thing));
  const Describer describer(source);
  for (const auto& [root, of] : ids)
    out.largest.push_back({of.size(), {}, first_members(source, describer, of, std::max<std::size_t>(members, 1))});
  std::vector<std::size_t> order(out.largest.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&out](std::size_t a, std::size_t b) {
    const Component &left = out.largest[a], &right = out.largest[b];
    return left.things != right.things ? left.things > right.things
                                       : left.members.front().term < right.members.front().term;
  });
  std::vector<const std::vector<ValueId>*> in_order;
  for (const auto& [root, of] : ids)
    in_order.push_back(&of);
  std::vector<Component> sorted;
  for (std::size_t i = 0; i < std::min(most, order.size()); ++i) {
    sorted.push_back(std::move(out.largest[order[i]]));
    sorted.back().classes = frequent_classes(describer, *in_order[order[i]]);
    sorted.back().members.resize(std::min(members, sorted.back().members.size()));
  }
  out.largest = std::move(sorted);
  return out;
}

std::vector<Islands> islands(const graph::QuadSource& source, std::size_t members) {
  const Network network(source);
  std::vector<bool> connected(network.size());
  for (const Network::Edge& edge : network.edges())
    connected[edge.subject] = connected[edge.object] = true;

  std::map<ValueId, std::pair<std::uint64_t, std::vector<ValueId>>> by_class; // all, and the islands among them
  if (const auto type = source.find(rdf::iri(rdf::vocabulary::rdf::type)))
    for_each_row(source, graph::undefined, *type, graph::undefined, [&](const graph::Row& row) {
      const std::uint32_t thing = network.find(row[graph::subject]);
      if (thing == graph::IdNumbers::none) // an import of ours
        return true;
      auto& [all, alone] = by_class[row[graph::object]];
      ++all;
      if (!connected[thing])
        alone.push_back(row[graph::subject]);
      return true;
    });
  const Describer describer(source);
  std::vector<Islands> out;
  for (const auto& [type, found] : by_class)
    if (const auto& [all, alone] = found; !alone.empty()) {
      const std::string iri = source.term(type).value;
      out.push_back({short_name(iri), iri, all, alone.size(), first_members(source, describer, alone, members)});
    }
  std::sort(out.begin(), out.end(), [](const Islands& a, const Islands& b) {
    return std::tie(b.count, a.type_iri) < std::tie(a.count, b.type_iri);
  });
  return out;
}

} // namespace micrograph::link
