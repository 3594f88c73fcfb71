#include "query/default_graph_view.hpp"

#include <utility>

namespace micrograph::query {

namespace {

/// Rows of one graph without its name.
class Unnamed final : public graph::QuadScan {
public:
  explicit Unnamed(std::unique_ptr<graph::QuadScan> scan) : scan_(std::move(scan)) {}
  std::size_t next(std::span<graph::Row> out) override {
    const std::size_t count = scan_ ? scan_->next(out) : 0;
    for (graph::Row& row : out.first(count))
      row[graph::graph_name] = graph::undefined;
    return count;
  }

private:
  std::unique_ptr<graph::QuadScan> scan_; ///< null: no rows
};

bool is_default(const graph::Pattern& pattern) {
  return pattern.scope == graph::GraphScope::default_graph;
}

} // namespace

DefaultGraphView::DefaultGraphView(const graph::QuadSource& source, const rdf::TermView& name)
    : ViewOfSource(source), name_(source.find(name)) {}

graph::Pattern DefaultGraphView::in_source(graph::Pattern pattern) const {
  if (is_default(pattern)) {
    pattern.scope = graph::GraphScope::named_graphs;
    pattern.terms[graph::graph_name] = *name_;
  }
  return pattern;
}

std::unique_ptr<graph::QuadScan> DefaultGraphView::scan(const graph::Pattern& pattern,
                                                        std::span<const graph::Position> sorted_by) const {
  if (!is_default(pattern))
    return source_.scan(pattern, sorted_by);
  return std::make_unique<Unnamed>(name_ ? source_.scan(in_source(pattern), sorted_by) : nullptr);
}

bool DefaultGraphView::can_sort(const graph::Pattern& pattern, std::span<const graph::Position> sorted_by) const {
  return (is_default(pattern) && !name_) || source_.can_sort(in_source(pattern), sorted_by);
}

std::uint64_t DefaultGraphView::estimate(const graph::Pattern& pattern) const {
  return is_default(pattern) && !name_ ? 0 : source_.estimate(in_source(pattern));
}

std::uint64_t DefaultGraphView::estimate_distinct(const graph::Pattern& pattern, graph::Position position) const {
  return is_default(pattern) && !name_ ? 1 : source_.estimate_distinct(in_source(pattern), position);
}

} // namespace micrograph::query
