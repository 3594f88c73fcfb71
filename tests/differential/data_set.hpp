#pragma once

#include "differential/terms.hpp"

#include <map>
#include <set>
#include <tuple>
#include <vector>

namespace micrograph::differential {

struct Triple {
  TermNumber subject = unbound, predicate = unbound, object = unbound;
  friend bool operator<(const Triple& a, const Triple& b) {
    return std::tie(a.subject, a.predicate, a.object) < std::tie(b.subject, b.predicate, b.object);
  }
};
using Graph = std::set<Triple>;

/// SPARQL 1.1, section 18.1.2: a default graph, and named graphs by name.
struct DataSet {
  Graph default_graph;
  std::map<TermNumber, Graph> named;
};

/// What the quads are as a data set. With `merged` the default graph is the merge of all graphs, else the statements
/// without a graph.
[[nodiscard]] inline DataSet data_set_of(const std::vector<rdf::Quad>& quads, bool merged, TermTable& terms) {
  DataSet data;
  for (const rdf::Quad& quad : quads) {
    const Triple triple{terms.number(quad.subject), terms.number(quad.predicate), terms.number(quad.object)};
    const TermNumber name = terms.number(quad.graph);
    if (name != unbound)
      data.named[name].insert(triple);
    if (name == unbound || merged)
      data.default_graph.insert(triple);
  }
  return data;
}

/// FROM and FROM NAMED (section 13.2): what they name of the graphs there are.
[[nodiscard]] inline DataSet chosen(const DataSet& all, const std::vector<rdf::Term>& from,
                                    const std::vector<rdf::Term>& from_named, TermTable& terms) {
  DataSet data;
  for (const rdf::Term& name : from)
    if (const auto graph = all.named.find(terms.number(name)); graph != all.named.end())
      data.default_graph.insert(graph->second.begin(), graph->second.end());
  for (const rdf::Term& name : from_named)
    if (const auto graph = all.named.find(terms.number(name)); graph != all.named.end())
      data.named.insert(*graph);
  return data;
}

} // namespace micrograph::differential
