#include "query/update_graphs.hpp"

#include "base/error.hpp"
#include "query/run.hpp"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace micrograph::query {

namespace {

/// Quads on their way into the layer of changes, counted with what they will take there: the limits of a run hold for them.
class HeldRows {
public:
  HeldRows(const graph::QuadSource& source, const Limits& limits, const char* step)
      : run_(source, nullptr, limits), share_(run_, step) {}

  void push_back(const graph::Row& row) {
    rows_.push_back(row);
    if (rows_.size() % 1024 != 0)
      return;
    run_.tick();
    share_.hold(rows_.size(), rows_.size() * (sizeof(graph::Row) + set_entry_bytes<graph::Row>));
  }
  [[nodiscard]] const std::vector<graph::Row>& rows() const { return rows_; }

private:
  Run run_;
  MemoryShare share_;
  std::vector<graph::Row> rows_;
};

bool is_limit(const std::string& code) {
  return code == "query.memory-limit" || code == "query.row-limit" || code == "query.time-limit" || code == "query.cancelled";
}

/// Collects the statements of a document as quads of the graph that is updated. Its blank nodes are new there.
class LoadedQuads final : public rdf::StatementSink {
public:
  LoadedQuads(graph::ChangedSource& target, const Limits& limits, graph::ValueId into)
      : target_(target), into_(into), rows_(target, limits, "LOAD") {}

  void statement(const rdf::QuadView& quad) override {
    if (into_.defined() && quad.graph.kind != rdf::TermKind::none)
      throw QueryError("query.load-graphs", "the document has named graphs, which cannot go into one graph; "
                                            "LOAD it without INTO GRAPH");
    rows_.push_back({id(quad.subject), id(quad.predicate), id(quad.object),
                     quad.graph.kind == rdf::TermKind::none ? into_ : id(quad.graph)});
  }
  [[nodiscard]] const std::vector<graph::Row>& rows() const { return rows_.rows(); }

private:
  graph::ValueId id(const rdf::TermView& term) {
    if (term.kind != rdf::TermKind::blank)
      return target_.intern(term);
    const auto [place, is_new] = nodes_.try_emplace(std::string(term.value));
    if (is_new)
      place->second = target_.fresh_blank(place->first);
    return place->second;
  }

  graph::ChangedSource& target_;
  graph::ValueId into_;
  HeldRows rows_;
  std::map<std::string, graph::ValueId> nodes_;
};

} // namespace

void GraphOperations::run(const ParsedOperation& operation) {
  try {
    carry_out(operation);
  } catch (const Error& error) {
    if (!operation.silent || is_limit(error.code()))
      throw;
  }
}

void GraphOperations::carry_out(const ParsedOperation& operation) {
  switch (operation.kind) {
  case UpdateKind::load:
    return load(operation);
  case UpdateKind::clear:
  case UpdateKind::drop:
    return clear(operation);
  case UpdateKind::create:
    return create(operation);
  default:
    return transfer(operation);
  }
}

graph::ValueId GraphOperations::graph_of(const GraphTarget& target) const {
  return target.kind == GraphTarget::Kind::one ? target_.intern(target.name) : graph::undefined;
}

bool GraphOperations::exists(graph::ValueId graph) const {
  return known_.contains(graph) || target_.has_graph(graph);
}

void GraphOperations::require(graph::ValueId graph, const ParsedOperation& operation) const {
  if (!exists(graph))
    throw QueryError("query.graph-missing",
                     "there is no graph <" + target_.term(graph).value + ">; SILENT would go on without it",
                     operation.place);
}

void GraphOperations::load(const ParsedOperation& operation) {
  if (!load_)
    throw QueryError("query.load-not-allowed", "LOAD <" + operation.document + ">: reading documents is not allowed",
                     operation.place);
  LoadedQuads quads(target_, limits_, graph_of(operation.target));
  load_(operation.document, quads);
  for (const graph::Row& row : quads.rows())
    counts_.inserted += target_.insert(row);
}

void GraphOperations::clear(const ParsedOperation& operation) {
  std::vector<graph::ValueId> graphs;
  const GraphTarget::Kind kind = operation.target.kind;
  if (kind == GraphTarget::Kind::one) {
    graphs.push_back(graph_of(operation.target));
    require(graphs.front(), operation);
  }
  if (kind == GraphTarget::Kind::default_graph || kind == GraphTarget::Kind::all)
    graphs.push_back(graph::undefined);
  if (kind == GraphTarget::Kind::all_named || kind == GraphTarget::Kind::all)
    for (const graph::ValueId graph : target_.graphs())
      graphs.push_back(graph);
  for (const graph::ValueId graph : graphs) {
    target_.clear(graph);
    ++counts_.cleared;
    if (operation.kind == UpdateKind::clear)
      known_.insert(graph);
    else
      known_.erase(graph);
  }
  if (operation.kind == UpdateKind::drop && kind != GraphTarget::Kind::one && kind != GraphTarget::Kind::default_graph)
    known_.clear();
}

void GraphOperations::create(const ParsedOperation& operation) {
  const graph::ValueId graph = graph_of(operation.target);
  if (exists(graph))
    throw QueryError("query.graph-exists", "the graph <" + operation.target.name.value + "> exists already",
                     operation.place);
  known_.insert(graph);
}

/// ADD, MOVE and COPY (SPARQL 1.1 Update, sections 3.2.3 to 3.2.5).
void GraphOperations::transfer(const ParsedOperation& operation) {
  const graph::ValueId from = graph_of(operation.source), to = graph_of(operation.target);
  require(from, operation);
  if (from == to)
    return;
  HeldRows rows(target_, limits_, "ADD, MOVE or COPY");
  const auto quads = target_.quads_of(from);
  std::array<graph::Row, 256> block;
  for (std::size_t count; (count = quads->next(block)) != 0;)
    for (std::size_t i = 0; i < count; ++i) {
      block[i][graph::graph_name] = to;
      rows.push_back(block[i]);
    }
  if (operation.kind != UpdateKind::add && target_.has_graph(to))
    target_.clear(to);
  for (const graph::Row& row : rows.rows())
    counts_.inserted += target_.insert(row);
  if (operation.kind == UpdateKind::move) {
    target_.clear(from);
    known_.erase(from);
    ++counts_.cleared;
  }
  if (to.defined())
    known_.insert(to);
}

} // namespace micrograph::query
