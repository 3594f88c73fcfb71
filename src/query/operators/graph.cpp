#include "query/operators/operators.hpp"

#include <algorithm>

namespace micrograph::query {

namespace {

/// GRAPH around a pattern that cannot be answered by quads alone: the pattern is run once for each graph.
class Graph final : public Operator {
public:
  Graph(Run& run, OperatorPtr child, VariableIndex graph)
      : Operator(run, child->width()), child_(std::move(child)), graph_(graph), row_(width()) {}

  std::string describe() const override { return "Graph, one by one"; }
  std::vector<const Operator*> children() const override { return {child_.get()}; }

protected:
  void start(const graph::ValueId* outer) override {
    std::copy(outer, outer + width(), row_.begin());
    graphs_ = run_.source.graphs();
    if (row_[graph_].defined()) {
      const bool known = std::binary_search(graphs_.begin(), graphs_.end(), row_[graph_]);
      graphs_.assign(known ? 1 : 0, row_[graph_]);
    }
    at_ = 0;
    opened_ = false;
  }

  void fill(Block& out) override {
    while (!out.full() && at_ < graphs_.size()) {
      if (!opened_) {
        row_[graph_] = graphs_[at_];
        child_->open(row_.data());
      }
      opened_ = child_->append(out);
      if (!opened_)
        ++at_;
    }
  }

private:
  OperatorPtr child_;
  VariableIndex graph_;
  std::vector<graph::ValueId> row_;
  std::vector<graph::ValueId> graphs_;
  std::size_t at_ = 0;
  bool opened_ = false;
};

} // namespace

OperatorPtr make_graph(Run& run, OperatorPtr child, VariableIndex graph) {
  return std::make_unique<Graph>(run, std::move(child), graph);
}

} // namespace micrograph::query
