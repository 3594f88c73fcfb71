#include "inverse/item_statements.hpp"

#include "base/error.hpp"
#include "mapping/places.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

namespace micrograph::inverse {

namespace {

using graph::Row;
using graph::ValueId;

constexpr char is_part_of[] = "http://purl.org/dc/terms/isPartOf";

/// Statements in shared terms, in whatever graphs they stand.
class AlignedStatements {
public:
  explicit AlignedStatements(const graph::Snapshot& graph) : graph_(graph) {
    for (const ValueId id : graph.graphs()) {
      const std::string name = graph.term(id).value;
      if (name.ends_with("#source") || name == rdf::vocabulary::micrograph::provenance_graph)
        others_.insert(id);
    }
  }

  /// Rows that match; those outside of named graphs have an undefined graph.
  template <class Each> void for_each(const graph::Pattern& wanted, Each each) const {
    graph::Pattern pattern = wanted;
    if (graph_.default_graph() == graph::DefaultGraph::strict && !pattern.terms[graph::graph_name].defined()) {
      pattern.scope = graph::GraphScope::default_graph;
      scan(pattern, each);
    }
    pattern.scope = graph::GraphScope::named_graphs;
    scan(pattern, [&](const Row& row) {
      if (!others_.contains(row[graph::graph_name]))
        each(row);
    });
  }
  /// Rows about a subject in one graph, or outside of named graphs.
  template <class Each> void for_each_about(ValueId subject, ValueId graph_name, Each each) const {
    graph::Pattern pattern;
    pattern.terms[graph::subject] = subject;
    pattern.terms[graph::graph_name] = graph_name;
    pattern.scope = graph_name.defined() ? graph::GraphScope::named_graphs : graph::GraphScope::default_graph;
    scan(pattern, each);
  }

private:
  template <class Each> void scan(const graph::Pattern& pattern, Each each) const {
    const auto scan = graph_.scan(pattern, {});
    std::array<Row, 256> rows;
    for (std::size_t count; (count = scan->next(rows)) != 0;)
      std::for_each(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count), each);
  }

  const graph::Snapshot& graph_;
  std::set<ValueId> others_;
};

/// Absent if nothing is of the class.
std::optional<graph::Pattern> pattern_of(const graph::Snapshot& graph, const std::string& item_class) {
  const auto type = graph.find(rdf::iri(rdf::vocabulary::rdf::type)), wanted = graph.find(rdf::iri(item_class));
  if (!type || !wanted)
    return std::nullopt;
  graph::Pattern pattern;
  pattern.terms[graph::predicate] = *type;
  pattern.terms[graph::object] = *wanted;
  return pattern;
}

} // namespace

std::vector<std::string> items_of(const graph::Snapshot& graph, const std::string& item_class) {
  std::set<std::string> items;
  if (const auto pattern = pattern_of(graph, item_class))
    AlignedStatements(graph).for_each(*pattern, [&](const Row& row) {
      if (graph.kind(row[graph::subject]) == rdf::TermKind::iri)
        items.insert(graph.term(row[graph::subject]).value);
    });
  return {items.begin(), items.end()};
}

ItemStatements gather(const graph::Snapshot& graph, const std::string& item_class, const std::vector<std::string>& wanted) {
  const AlignedStatements aligned(graph);
  // All items, each with the graphs that say so.
  std::set<std::pair<ValueId, ValueId>> items;
  if (const auto pattern = pattern_of(graph, item_class))
    aligned.for_each(*pattern, [&](const Row& row) { items.emplace(row[graph::subject], row[graph::graph_name]); });
  const auto first_of = [&](ValueId id) { return items.lower_bound({id, ValueId()}); };

  ItemStatements out;
  std::set<std::pair<ValueId, ValueId>> visited; // subject and graph
  std::vector<std::pair<ValueId, ValueId>> left;
  for (const std::string& item : wanted) {
    const auto id = graph.find(rdf::iri(item));
    auto entry = id ? first_of(*id) : items.end();
    if (entry == items.end() || entry->first != *id)
      throw QueryError("graph.unknown-thing", "the graph has no image '" + item + "'");
    out.items.push_back(item);
    for (; entry != items.end() && entry->first == *id; ++entry)
      left.push_back(*entry);
  }
  const auto part_of = graph.find(rdf::iri(is_part_of));
  while (!left.empty()) {
    const auto [subject, graph_name] = left.back();
    left.pop_back();
    if (!visited.emplace(subject, graph_name).second)
      continue;
    aligned.for_each_about(subject, graph_name, [&, in = graph_name](const Row& row) {
      out.statements.push_back({graph.term(row[graph::subject]), graph.term(row[graph::predicate]), graph.term(row[graph::object])});
      const ValueId object = row[graph::object];
      if (row[graph::predicate] == part_of || graph.kind(object) == rdf::TermKind::literal)
        return;
      const auto entry = first_of(object);
      if (entry == items.end() || entry->first != object)
        left.emplace_back(object, in);
    });
  }
  std::sort(out.items.begin(), out.items.end(),
            [](const std::string& a, const std::string& b) { return mapping::compare_places(a, b) < 0; });
  out.items.erase(std::unique(out.items.begin(), out.items.end()), out.items.end());
  std::sort(out.statements.begin(), out.statements.end());
  out.statements.erase(std::unique(out.statements.begin(), out.statements.end()), out.statements.end());
  return out;
}

} // namespace micrograph::inverse
