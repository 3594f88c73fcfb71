#include "jsonld/flatten.hpp"

#include "jsonld/compact.hpp"
#include "jsonld/expand.hpp"
#include "jsonld/node_map.hpp"

namespace micrograph::jsonld {

namespace {

JsonValue nodes_of(const FlatGraph& graph) {
  JsonValue nodes = JsonValue::array();
  for (const auto& [id, node] : graph)
    if (!node.only_id())
      nodes.append(node.to_json());
  return nodes;
}

/// Section 7.1: named graphs go below the node of the default graph that has their name.
JsonValue flatten_graphs(const NodeMap& graphs) {
  JsonValue flattened = JsonValue::array();
  const FlatGraph& top = graphs.at("@default");
  const auto graph_of = [&](const std::string& id) {
    const auto found = id == "@default" ? graphs.end() : graphs.find(id);
    return found == graphs.end() ? nullptr : &found->second;
  };
  for (const auto& [id, node] : top) {
    const FlatGraph* const graph = graph_of(id);
    if (node.only_id() && !graph)
      continue;
    JsonValue json = node.to_json();
    if (graph)
      json.set("@graph", nodes_of(*graph));
    flattened.append(std::move(json));
  }
  return flattened;
}

} // namespace

JsonValue flatten(const Input& input, const JsonValue* context, const Options& options,
                  DocumentLoader& loader) {
  Processing run(options, loader, input.name);
  BlankLabels labels;
  NodeMap graphs = make_node_map(expand(input, run), run, labels);
  for (const auto& [name, graph] : graphs)
    if (name != "@default")
      graphs["@default"][name].id = name; // known already, unless the node of the graph lies in another one
  JsonValue flattened = flatten_graphs(graphs);
  return context
             ? compact_expanded(std::move(flattened), *context, base_of(input, options), input.url, run, true)
             : flattened;
}

} // namespace micrograph::jsonld
