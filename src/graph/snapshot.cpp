#include "graph/snapshot.hpp"

#include "base/error.hpp"
#include "graph/dictionary_search.hpp"
#include "graph/scan.hpp"
#include "graph/snapshot_data.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace micrograph::graph {

namespace {

/// So many rows are counted rather than guessed.
constexpr std::uint64_t countable_rows = 1024;

std::uint64_t scaled(std::uint64_t rows, std::uint64_t part, std::uint64_t whole) {
  if (rows == 0 || whole == 0 || part == whole)
    return rows;
  const double share = static_cast<double>(part) / static_cast<double>(whole);
  return std::max<std::uint64_t>(1, static_cast<std::uint64_t>(static_cast<double>(rows) * share));
}

std::uint64_t total_distinct(const Totals& totals, Position position) {
  switch (position) {
  case subject:
    return totals.subjects;
  case predicate:
    return totals.predicates;
  case object:
    return totals.objects;
  case graph_name:
    return totals.graphs;
  }
  return 1;
}

} // namespace

SnapshotData::SnapshotData(const SnapshotParts& given, std::shared_ptr<const void> owner)
    : parts(given), storage(std::move(owner)), dictionary(given.dictionary),
      ranks(static_cast<std::uint32_t>(given.dictionary.terms), given.values, given.value_pages),
      statistics{given.totals, given.predicates, given.graphs},
      characteristic_sets(given.characteristic_sets), documents(given.documents), text(given.text) {
  std::vector<Rank> predicates, graphs;
  for (const PredicateCounts& counts : given.predicates)
    predicates.push_back(static_cast<Rank>(counts.predicate));
  for (const GraphCounts& counts : given.graphs)
    graphs.push_back(static_cast<Rank>(counts.graph));
  domains = {Domain(std::move(predicates), ranks), Domain(std::move(graphs), ranks)};
  for (std::size_t number = 0; number < order_count; ++number) {
    const auto order = static_cast<Order>(number);
    const Order stored = kept(order) ? order : without_graph(order);
    rows[number] = PackedRows(given.orders[static_cast<std::size_t>(stored)]);
    permutations[number] = Permutation(order, rows[number], domains, stored != order);
  }
}

Snapshot::Snapshot(std::shared_ptr<const SnapshotData> data, DefaultGraph mode)
    : data_(std::move(data)), mode_(mode) {}
Snapshot::~Snapshot() = default;

std::shared_ptr<const Snapshot> Snapshot::with_default_graph(DefaultGraph mode) const {
  return std::shared_ptr<const Snapshot>(new Snapshot(data_, mode));
}

DefaultGraph Snapshot::default_graph() const {
  return mode_;
}

const DocumentArchive& Snapshot::documents() const {
  return data_->documents;
}

SnapshotStats Snapshot::stats() const {
  SnapshotStats out;
  out.quads = data_->statistics.totals.quads;
  out.graphs = data_->statistics.totals.graphs;
  out.terms = data_->ranks.size() - 1;
  const SnapshotParts& parts = data_->parts;
  out.bytes["dictionary"] = parts.dictionary.keys.size_bytes() + parts.dictionary.block_offsets.size_bytes() +
                            parts.dictionary.qualifiers.size_bytes();
  out.bytes["values"] = parts.values.size_bytes();
  out.bytes["statistics"] = sizeof(Totals) + parts.predicates.size_bytes() + parts.graphs.size_bytes() +
                            parts.characteristic_sets.size_bytes();
  if (!data_->text.empty())
    out.bytes["text"] = data_->text.bytes();
  if (!data_->documents.empty()) {
    out.archived_graphs = data_->documents.size();
    out.archived_statements = data_->documents.statements();
    out.bytes["documents"] = data_->documents.bytes();
  }
  for (std::size_t order = 0; order < order_count; ++order)
    if (data_->kept(static_cast<Order>(order)))
      out.bytes[std::string("columns.") + order_names[order]] = data_->rows[order].bytes();
  return out;
}

std::optional<ValueId> Snapshot::find(const rdf::TermView& term) const {
  if (const auto id = ValueId::from_term(term))
    return id;
  const auto index = data_->dictionary.find(term);
  return index ? std::optional(ValueId(Tag::vocabulary, *index)) : std::nullopt;
}

rdf::Term Snapshot::term(ValueId id) const {
  if (id.carries_value())
    return id.to_term();
  MICROGRAPH_EXPECTS(id.tag() == Tag::vocabulary);
  return data_->dictionary.term(id.payload());
}

std::unique_ptr<QuadScan> Snapshot::scan(const Pattern& pattern, std::span<const Position> sorted_by) const {
  const ScanPlan plan = plan_scan(*data_, mode_, pattern, sorted_by);
  if (!pattern.source_outlives_scan)
    return make_scan(data_, plan);
  return make_scan({std::shared_ptr<const void>(), data_.get()}, plan); // without a counter of owners
}

bool Snapshot::can_sort(const Pattern& pattern, std::span<const Position> sorted_by) const {
  return keeps_order(plan_scan(*data_, mode_, pattern, sorted_by), pattern, sorted_by);
}

std::uint64_t Snapshot::estimate(const Pattern& pattern) const {
  const ScanPlan plan = plan_scan(*data_, mode_, pattern, {});
  const Totals& totals = data_->statistics.totals;
  const std::uint64_t rows = plan.rows.size();
  if (plan.merge_graphs) {
    // Some triples stand in many graphs, labels of shared terms above all; so each predicate has a share of its own.
    const auto rank = pattern.terms[predicate].defined() ? data_->ranks.rank(pattern.terms[predicate]) : std::nullopt;
    const PredicateCounts* const counts = rank ? data_->statistics.of(*rank) : nullptr;
    return counts != nullptr ? scaled(rows, counts->triples, counts->quads) : scaled(rows, totals.triples, totals.quads);
  }
  if (plan.skip_default)
    return scaled(rows, totals.quads - totals.default_graph_quads, totals.quads);
  return rows;
}

std::uint64_t Snapshot::estimate_distinct(const Pattern& pattern, Position position) const {
  const std::uint64_t rows = estimate(pattern);
  const bool hidden = position == graph_name && pattern.scope == GraphScope::default_graph;
  if (pattern.terms[position].defined() || hidden || rows <= 1)
    return 1;
  const Totals& totals = data_->statistics.totals;
  const std::uint64_t most = std::max<std::uint64_t>(1, std::min(rows, total_distinct(totals, position)));

  const std::array<Position, 1> wish{position};
  const ScanPlan plan = plan_scan(*data_, mode_, pattern, wish);
  if (!plan.sorted.empty() && plan.sorted.front() == position && plan.rows.size() <= countable_rows) {
    const auto& positions = order_positions[static_cast<std::size_t>(plan.order)];
    const auto column =
        static_cast<std::size_t>(std::find(positions.begin(), positions.end(), position) - positions.begin());
    std::uint64_t runs = 1;
    for (std::uint64_t row = plan.rows.begin + 1; row < plan.rows.end; ++row)
      runs += data_->in(plan.order).at(row, column) != data_->in(plan.order).at(row - 1, column);
    return runs;
  }
  const ValueId bound_predicate = pattern.terms[predicate];
  const bool predicate_only =
      bound_predicate.defined() && !pattern.terms[subject].defined() && !pattern.terms[object].defined();
  if (predicate_only && position != graph_name)
    if (const auto rank = data_->ranks.rank(bound_predicate))
      if (const PredicateCounts* counts = data_->statistics.of(*rank))
        return std::clamp<std::uint64_t>(position == subject ? counts->subjects : counts->objects, 1, most);
  return most;
}

std::optional<StarEstimate> Snapshot::estimate_star(std::span<const ValueId> predicates, GraphScope scope) const {
  const Totals& totals = data_->statistics.totals;
  const bool all_quads = mode_ == DefaultGraph::union_of_all || totals.default_graph_quads == totals.quads;
  if (scope != GraphScope::default_graph || !all_quads || data_->characteristic_sets.words().empty())
    return std::nullopt;
  std::vector<std::uint32_t> numbers;
  for (const ValueId id : predicates) {
    const auto rank = data_->ranks.rank(id);
    const auto number = rank ? data_->domains.predicates.number(*rank) : std::nullopt;
    if (!number)
      return StarEstimate{};
    numbers.push_back(*number);
  }
  std::sort(numbers.begin(), numbers.end());
  const auto [subjects, rows] = data_->characteristic_sets.star(numbers);
  return StarEstimate{subjects, rows};
}

std::optional<TextCandidates> Snapshot::text_candidates(const TextRequirement& requirement, GraphScope,
                                                        std::uint64_t most_read) const {
  return search_dictionary(data_->dictionary, data_->text, requirement, most_read);
}

std::vector<ValueId> Snapshot::graphs() const {
  std::vector<ValueId> out;
  for (const GraphCounts& counts : data_->statistics.graphs)
    if (counts.graph != 0)
      out.push_back(data_->ranks.id(static_cast<Rank>(counts.graph)));
  return out;
}

} // namespace micrograph::graph
