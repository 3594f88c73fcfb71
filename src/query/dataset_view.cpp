#include "query/dataset_view.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace micrograph::query {

namespace {

/// One scan after the other. Of a merge of graphs, each triple once and without its graph.
class Chain final : public graph::QuadScan {
public:
  Chain(std::vector<std::unique_ptr<graph::QuadScan>> scans, bool merge)
      : scans_(std::move(scans)), merge_(merge) {}

  std::size_t next(std::span<graph::Row> out) override {
    while (at_ < scans_.size()) {
      const std::size_t count = scans_[at_]->next(out);
      if (count == 0) {
        ++at_;
        continue;
      }
      const std::size_t kept = merge_ ? keep_new(out.first(count)) : count;
      if (kept != 0)
        return kept;
    }
    return 0;
  }

private:
  std::size_t keep_new(std::span<graph::Row> rows) {
    std::size_t kept = 0;
    for (graph::Row& row : rows) {
      row[graph::graph_name] = graph::undefined;
      if (scans_.size() == 1 || seen_.insert(row).second)
        rows[kept++] = row;
    }
    return kept;
  }

  std::vector<std::unique_ptr<graph::QuadScan>> scans_;
  bool merge_;
  std::size_t at_ = 0;
  std::set<graph::Row> seen_;
};

std::vector<graph::ValueId> known(const graph::QuadSource& source, const std::vector<rdf::Term>& names) {
  std::vector<graph::ValueId> ids;
  for (const rdf::Term& name : names)
    if (const auto id = source.find(name))
      ids.push_back(*id);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

/// Of these, the graphs that the source has: a term of it may be no graph's name.
std::vector<graph::ValueId> known_graphs(const graph::QuadSource& source, const std::vector<rdf::Term>& names) {
  const std::vector<graph::ValueId> ids = known(source, names), all = source.graphs();
  std::vector<graph::ValueId> both;
  std::set_intersection(ids.begin(), ids.end(), all.begin(), all.end(), std::back_inserter(both));
  return both;
}

} // namespace

DatasetView::DatasetView(const graph::QuadSource& source, const std::vector<rdf::Term>& merged,
                         const std::vector<rdf::Term>& named)
    : ViewOfSource(source), merged_(known(source, merged)), named_(known_graphs(source, named)) {}

std::vector<graph::Pattern> DatasetView::by_graph(const graph::Pattern& pattern) const {
  std::vector<graph::Pattern> patterns;
  const bool is_default = pattern.scope == graph::GraphScope::default_graph;
  for (const graph::ValueId name : is_default ? merged_ : named_) {
    if (!is_default && pattern.terms[graph::graph_name].defined() && pattern.terms[graph::graph_name] != name)
      continue;
    graph::Pattern one = pattern;
    one.scope = graph::GraphScope::named_graphs;
    one.terms[graph::graph_name] = name;
    if (is_default)
      one.unread = {}; // rows are compared when graphs are merged
    patterns.push_back(one);
  }
  return patterns;
}

std::unique_ptr<graph::QuadScan> DatasetView::scan(const graph::Pattern& pattern,
                                                   std::span<const graph::Position> sorted_by) const {
  std::vector<std::unique_ptr<graph::QuadScan>> scans;
  for (const graph::Pattern& one : by_graph(pattern))
    scans.push_back(source_.scan(one, sorted_by));
  return std::make_unique<Chain>(std::move(scans), pattern.scope == graph::GraphScope::default_graph);
}

bool DatasetView::can_sort(const graph::Pattern& pattern, std::span<const graph::Position> sorted_by) const {
  const auto patterns = by_graph(pattern);
  return sorted_by.empty() || patterns.empty() ||
         (patterns.size() == 1 && source_.can_sort(patterns.front(), sorted_by));
}

std::uint64_t DatasetView::estimate(const graph::Pattern& pattern) const {
  std::uint64_t rows = 0;
  for (const graph::Pattern& one : by_graph(pattern))
    rows += source_.estimate(one);
  return rows;
}

std::uint64_t DatasetView::estimate_distinct(const graph::Pattern& pattern, graph::Position position) const {
  std::uint64_t values = 1;
  for (const graph::Pattern& one : by_graph(pattern))
    values = position == graph::graph_name ? values + 1
                                           : std::max(values, source_.estimate_distinct(one, position));
  return values;
}

} // namespace micrograph::query
