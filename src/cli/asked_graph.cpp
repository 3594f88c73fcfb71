#include "cli/asked_graph.hpp"

#include "base/error.hpp"
#include "cli/endpoint_source.hpp"
#include "cli/graph_input.hpp"
#include "link/relations.hpp"

#include <CLI/CLI.hpp>

namespace micrograph::cli {

namespace {

/// The properties by which the answers of src/link look for what points to a thing.
std::vector<std::string> properties_that_lead_back() {
  std::vector<std::string> out;
  for (const link::Relation& relation : link::relations())
    out.emplace_back(relation.iri);
  for (const link::QualifiedRelation& relation : link::qualified_relations())
    out.emplace_back(relation.iri);
  for (const char* iri : link::influencers())
    out.emplace_back(iri);
  return out;
}

} // namespace

void AskedGraph::add_to(CLI::App& app) {
  graph_.add_one_to(app)->required(false);
  app.add_option("--endpoint", endpoint_, "Ask the SPARQL store at URL, not a GRAPH")->type_name("URL");
  app.add_flag("--sparql", sparql_, "Print the SPARQL 1.1 that asks the same, and do not answer");
}

std::vector<std::string> AskedGraph::arguments(std::vector<std::string> given) const {
  if (graph_.paths.empty() && endpoint_.empty())
    throw UsageError("usage.no-graph", "say what to ask: a GRAPH, or a store with --endpoint URL");
  if (!endpoint_.empty() && !graph_.paths.empty())
    given.insert(given.begin(), graph_.paths.front().string());
  return given;
}

std::shared_ptr<const graph::QuadSource> AskedGraph::open() const {
  if (endpoint_.empty())
    return load_graph(graph_);
  return std::make_shared<EndpointSource>(endpoint_, properties_that_lead_back());
}

} // namespace micrograph::cli
