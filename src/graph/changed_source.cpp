#include "graph/changed_source.hpp"

#include "graph/changed_scan.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>
#include <utility>

namespace micrograph::graph {

namespace {

bool is_new_term(ValueId id) { return id.tag() == Tag::local; }

bool has_new_term(const Row& row) { return std::any_of(row.begin(), row.end(), is_new_term); }

Row without_graph_name(Row row) {
  row[graph_name] = undefined;
  return row;
}

bool has_row(const QuadSource& source, const Row& row, GraphScope scope) {
  std::array<Row, 1> out;
  return source.scan({row, scope}, {})->next(out) != 0;
}

} // namespace

std::size_t ChangedSource::HashTerm::operator()(const rdf::TermView& term) const noexcept {
  const std::hash<std::string_view> of_text;
  return (of_text(term.value) ^ of_text(term.datatype) * 3 ^ of_text(term.language) * 5) * 4 +
         static_cast<std::size_t>(term.kind);
}

ChangedSource::ChangedSource(std::shared_ptr<const ArchivedSource> base)
    : base_(std::move(base)), snapshot_(base_->snapshot()),
      strict_(snapshot_->with_default_graph(DefaultGraph::strict)) {}

ValueId ChangedSource::intern(const rdf::TermView& term) {
  if (term.kind == rdf::TermKind::none)
    return undefined;
  if (const auto known = find(term))
    return *known;
  const ValueId id(Tag::local, terms_.size());
  terms_.emplace_back(term);
  ids_.emplace(terms_.back(), id);
  return id;
}

ValueId ChangedSource::fresh_blank(const std::string& label) {
  std::string name = label;
  for (std::uint64_t number = 2; snapshot_->find(rdf::blank(name)) || ids_.contains(rdf::blank(name)); ++number)
    name = label + "-" + std::to_string(number);
  return intern(rdf::blank(name));
}

bool ChangedSource::insert(const Row& row) {
  if (!cleared_.contains(row[graph_name]) && in_base(row))
    return removed_.erase(row) != 0;
  return added_.insert(row);
}

bool ChangedSource::remove(const Row& row) {
  if (added_.erase(row))
    return true;
  if (cleared_.contains(row[graph_name]) || !in_base(row) || !removed_.insert(row).second)
    return false;
  removed_triples_.insert(without_graph_name(row));
  thinned_.insert(row[graph_name]);
  return true;
}

void ChangedSource::clear(ValueId graph) {
  added_.erase_graph(graph);
  cleared_.insert(graph);
}

bool ChangedSource::contains(const Row& row) const {
  return added_.contains(row) || (in_base(row) && !is_hidden(row));
}

bool ChangedSource::has_graph(ValueId graph) const {
  std::array<Row, 1> row;
  return !graph.defined() || quads_of(graph)->next(row) != 0;
}

bool ChangedSource::merges_graphs(GraphScope scope) const {
  return scope == GraphScope::default_graph && default_graph() == DefaultGraph::union_of_all;
}

bool ChangedSource::in_base(const Row& row) const {
  if (has_new_term(row))
    return false;
  return row[graph_name].defined() ? has_row(*base_, row, GraphScope::named_graphs)
                                   : has_row(*strict_, row, GraphScope::default_graph);
}

bool ChangedSource::is_hidden(const Row& row) const {
  return cleared_.contains(row[graph_name]) || removed_.contains(row);
}

/// A triple that was in the merge stays there as long as one graph below has it still.
bool ChangedSource::stays_in_merge(const Row& triple) const {
  if (cleared_.empty() && !removed_triples_.contains(triple))
    return true;
  if (!is_hidden(triple) && in_base(triple))
    return true;
  const auto homes = strict_->scan({triple, GraphScope::named_graphs}, {});
  std::array<Row, 16> rows;
  for (std::size_t count; (count = homes->next(rows)) != 0;)
    for (std::size_t i = 0; i < count; ++i)
      if (!is_hidden(rows[i]))
        return true;
  return false;
}

bool ChangedSource::base_merge_has(const Row& triple) const {
  return !has_new_term(triple) && has_row(*snapshot_, triple, GraphScope::default_graph) && stays_in_merge(triple);
}

bool ChangedSource::stays(const Row& row, bool merged) const {
  return merged ? stays_in_merge(row) : !is_hidden(row);
}

std::unique_ptr<QuadScan> ChangedSource::quads_of(ValueId graph) const {
  const GraphScope scope = graph.defined() ? GraphScope::named_graphs : GraphScope::default_graph;
  const Pattern pattern{{undefined, undefined, undefined, graph}, scope};
  const bool nothing_below = cleared_.contains(graph) || is_new_term(graph);
  const QuadSource& below = graph.defined() ? static_cast<const QuadSource&>(*base_) : *strict_;
  return std::make_unique<ChangedScan>(*this, nothing_below ? nullptr : below.scan(pattern, {}), pattern, false,
                                       std::span<const Position>());
}

std::unique_ptr<QuadScan> ChangedSource::scan(const Pattern& asked, std::span<const Position> sorted_by) const {
  if (added_.empty() && cleared_.empty() && removed_.empty())
    return base_->scan(asked, sorted_by);
  Pattern pattern = asked;
  pattern.unread = {}; // each row is looked up among those that were taken out
  const bool merged = merges_graphs(pattern.scope);
  const ValueId graph = pattern.terms[graph_name];
  const bool one_graph = graph.defined() || (pattern.scope == GraphScope::default_graph && !merged);
  std::unique_ptr<QuadScan> below;
  if (!has_new_term(pattern.terms) && !(one_graph && cleared_.contains(graph)))
    below = base_->scan(pattern, sorted_by);
  return std::make_unique<ChangedScan>(*this, std::move(below), pattern, merged,
                                       can_sort(pattern, sorted_by) ? sorted_by : std::span<const Position>());
}

bool ChangedSource::can_sort(const Pattern& pattern, std::span<const Position> sorted_by) const {
  return base_->can_sort(pattern, sorted_by);
}

std::optional<ValueId> ChangedSource::find(const rdf::TermView& term) const {
  if (const auto carried = ValueId::from_term(term))
    return carried;
  if (const auto known = ids_.find(term); known != ids_.end())
    return known->second;
  // A graph with documents has an id for whatever it is asked for; of blank nodes it is enough to know the indexed ones.
  return term.kind == rdf::TermKind::blank ? snapshot_->find(term) : base_->find(term);
}

rdf::Term ChangedSource::term(ValueId id) const {
  return is_new_term(id) ? terms_.at(id.payload()) : base_->term(id);
}

/// How many added rows match, as far as counting is cheap; beyond that, how many there are.
std::uint64_t ChangedSource::added(const Pattern& pattern) const {
  constexpr std::uint64_t most_counted = 1000;
  if (added_.empty())
    return 0;
  AddedWalk walk(added_, pattern, merges_graphs(pattern.scope), {});
  std::uint64_t count = 0;
  while (walk.next())
    if (++count == most_counted)
      return added_.size();
  return count;
}

std::uint64_t ChangedSource::estimate(const Pattern& pattern) const {
  return (has_new_term(pattern.terms) ? 0 : base_->estimate(pattern)) + added(pattern);
}

std::uint64_t ChangedSource::estimate_distinct(const Pattern& pattern, Position position) const {
  if (pattern.terms[position].defined())
    return 1;
  const std::uint64_t below = has_new_term(pattern.terms) ? 1 : base_->estimate_distinct(pattern, position);
  // A property or a graph that came is mostly one that many rows share; subjects and objects are mostly their own.
  return position == predicate || position == graph_name ? below : below + added(pattern);
}

std::optional<StarEstimate> ChangedSource::estimate_star(std::span<const ValueId> predicates, GraphScope scope) const {
  return added_.empty() ? base_->estimate_star(predicates, scope) : std::nullopt;
}

std::optional<TextCandidates> ChangedSource::text_candidates(const TextRequirement& requirement, GraphScope scope,
                                                             std::uint64_t most_read) const {
  auto candidates = base_->text_candidates(requirement, scope, most_read);
  if (candidates && !terms_.empty())
    candidates->complete = false;
  return candidates;
}

std::vector<ValueId> ChangedSource::graphs() const {
  std::vector<ValueId> graphs;
  for (const ValueId graph : base_->graphs())
    if (!cleared_.contains(graph) && (!thinned_.contains(graph) || has_graph(graph)))
      graphs.push_back(graph);
  for (const auto& [graph, count] : added_.by_graph())
    if (graph.defined())
      graphs.push_back(graph);
  std::sort(graphs.begin(), graphs.end());
  graphs.erase(std::unique(graphs.begin(), graphs.end()), graphs.end());
  return graphs;
}

/// Archived graphs of which single statements went: a document says all or nothing.
std::vector<ValueId> ChangedSource::reworked_documents() const {
  std::set<ValueId> graphs;
  for (const Row& row : removed_) {
    const ValueId graph = row[graph_name];
    if (graph.defined() && !cleared_.contains(graph) && !graphs.contains(graph) &&
        base_->archive().find(base_->term(graph).value))
      graphs.insert(graph);
  }
  return {graphs.begin(), graphs.end()};
}

std::shared_ptr<const Snapshot> ChangedSource::freeze(const BuildOptions& options) const {
  SnapshotBuilder builder(options);
  const auto name_of = [&](ValueId graph) { return graph.defined() ? term(graph) : rdf::Term(); };
  const auto add = [&](const Row& row) {
    builder.statement(rdf::Quad(term(row[subject]), term(row[predicate]), term(row[object]), name_of(row[graph_name])));
  };
  std::vector<rdf::Term> without_graphs;
  for (const ValueId graph : cleared_)
    without_graphs.push_back(name_of(graph));
  const std::vector<ValueId> reworked = reworked_documents();
  for (const ValueId graph : reworked) {
    without_graphs.push_back(term(graph));
    const auto quads = quads_of(graph);
    std::array<Row, 256> rows;
    for (std::size_t count; (count = quads->next(rows)) != 0;)
      std::for_each(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count), add);
  }
  const std::vector<Row> without_rows(removed_.begin(), removed_.end());
  builder.add(snapshot_, without_graphs, without_rows);
  for (const Row& row : added_.main())
    add(row);
  return builder.build(default_graph());
}

} // namespace micrograph::graph
