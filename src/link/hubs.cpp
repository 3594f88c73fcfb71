#include "link/describe.hpp"
#include "link/neighbours.hpp"
#include "link/network.hpp"
#include "link/relations.hpp"

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/page_rank.hpp>

#include <algorithm>
#include <cmath>
#include <set>

namespace micrograph::link {

namespace {

using graph::ValueId;
using Resting = boost::compressed_sparse_row_graph<boost::bidirectionalS, boost::no_property, boost::no_property,
                                                   boost::no_property, std::uint32_t, std::uint32_t>;

/// From each thing to what it rests on, each pair once.
std::vector<std::pair<std::uint32_t, std::uint32_t>> rests_on(const Network& network) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
  for (const Network::Edge& edge : network.edges()) {
    if (edge.subject_rests)
      pairs.emplace_back(edge.subject, edge.object);
    if (edge.object_rests)
      pairs.emplace_back(edge.object, edge.subject);
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

/// Which properties make others rest on a thing, and how often.
std::vector<std::pair<std::string, std::uint64_t>> properties_of(const graph::QuadSource& source, ValueId thing) {
  std::vector<std::pair<std::string, std::uint64_t>> out;
  for (const Relation& relation : relations()) {
    if (relation.role == Role::same_as)
      continue;
    const Role role = relation.role;
    const bool is_object = role == Role::effect_of || role == Role::part_of || role == Role::note_on || role == Role::cites;
    const auto predicate = source.find(rdf::iri(relation.iri));
    const std::uint64_t count = is_object ? subjects_with(source, predicate, thing).size()
                                          : objects_of(source, thing, predicate).size();
    if (count != 0)
      out.emplace_back(relation.iri, count);
  }
  std::stable_sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  return out;
}

} // namespace

std::vector<Hub> hubs(const graph::QuadSource& source, std::size_t most) {
  const Network network(source);
  std::vector<Hub> out;
  if (network.size() == 0)
    return out;
  const auto pairs = rests_on(network);
  const Resting graph(boost::edges_are_unsorted_multi_pass, pairs.begin(), pairs.end(),
                      static_cast<std::uint32_t>(network.size()));
  std::vector<double> ranks(network.size());
  constexpr std::size_t rounds = 40; // 0.85^40: what is left to shift is below two thousandths of the whole
  boost::graph::page_rank(
      graph, boost::make_iterator_property_map(ranks.begin(), boost::get(boost::vertex_index, graph)),
      boost::graph::n_iterations(rounds), 0.85);
  double sum = 0;
  for (const double rank : ranks)
    sum += rank;
  // Rounded, so that the order in which numbers are added up does not decide which of two equals comes first.
  const auto rounded = [&](std::uint32_t thing) { return std::round(ranks[thing] / sum * 1e9) / 1e9; };

  std::vector<std::uint32_t> order;
  for (std::uint32_t thing = 0; thing < network.size(); ++thing)
    if (boost::in_degree(thing, graph) != 0)
      order.push_back(thing);
  std::sort(order.begin(), order.end(),
            [&rounded](std::uint32_t a, std::uint32_t b) { return rounded(a) > rounded(b); });
  std::size_t kept = std::min(most, order.size());
  while (kept != 0 && kept < order.size() && rounded(order[kept]) == rounded(order[kept - 1]))
    ++kept;
  order.resize(kept);

  const Describer describer(source);
  for (const std::uint32_t thing : order) {
    const ValueId id = network.id(thing);
    out.push_back({{source.term(id), {}, {}, 0}, rounded(thing), boost::in_degree(thing, graph), {}});
  }
  std::sort(out.begin(), out.end(), [](const Hub& a, const Hub& b) {
    return a.rank != b.rank ? a.rank > b.rank : a.node.term < b.node.term;
  });
  out.resize(std::min(most, out.size()));
  for (Hub& hub : out) {
    const ValueId id = *source.find(hub.node.term);
    hub.node.label = describer.label(id);
    hub.node.type = describer.type(id);
    hub.by = properties_of(source, id);
  }
  return out;
}

} // namespace micrograph::link
