#include "graph/archived_source.hpp"

#include "graph/archived_scan.hpp"
#include "graph/opened_documents.hpp"

#include <algorithm>
#include <array>
#include <mutex>
#include <utility>

namespace micrograph::graph {

struct ArchivedSource::State {
  State(std::shared_ptr<const Snapshot> given, DocumentArchive documents, std::shared_ptr<const DocumentOpener> opener,
        std::uint64_t cache_bytes)
      : snapshot(std::move(given)), archive(std::move(documents)), ids(snapshot),
        opened(archive, std::move(opener), ids, cache_bytes) {}

  /// The archived graph that a pattern names; absent if it names another one, or none.
  [[nodiscard]] std::optional<std::uint32_t> entry_of(const Pattern& pattern) const {
    const ValueId name = pattern.terms[graph_name];
    if (!name.defined() || name.tag() != Tag::vocabulary)
      return std::nullopt;
    return archive.find(ids.term(name).value);
  }
  /// True if no statement of the archive can match, whatever is in it.
  [[nodiscard]] bool concerns_snapshot_only(const Pattern& pattern) const {
    return archive.empty() || pattern.scope == GraphScope::default_graph ||
           std::any_of(pattern.terms.begin(), pattern.terms.end(),
                       [](ValueId id) { return id.defined() && id.tag() == Tag::local; });
  }
  /// A graph may be indexed as well, when an archive was merged with other statements.
  [[nodiscard]] bool is_indexed(ValueId name) const {
    return snapshot->estimate({{undefined, undefined, undefined, name}, GraphScope::named_graphs}) != 0;
  }

  std::shared_ptr<const Snapshot> snapshot;
  DocumentArchive archive;
  SharedIds ids;
  mutable OpenedDocuments opened;
  mutable std::once_flag graphs_made;
  mutable std::vector<ValueId> graphs;
};

namespace {

bool all_bound(const Pattern& pattern, std::span<const Position> positions) {
  return std::all_of(positions.begin(), positions.end(),
                     [&](Position position) { return pattern.terms[position].defined(); });
}

std::uint64_t whole(double number) { return static_cast<std::uint64_t>(std::max(number, 0.0) + 0.5); }

} // namespace

ArchivedSource::ArchivedSource(std::shared_ptr<const Snapshot> snapshot, DocumentArchive archive,
                               std::shared_ptr<const DocumentOpener> opener, std::uint64_t cache_bytes)
    : state_(std::make_shared<const State>(std::move(snapshot), std::move(archive), std::move(opener), cache_bytes)) {}
ArchivedSource::~ArchivedSource() = default;

const std::shared_ptr<const Snapshot>& ArchivedSource::snapshot() const {
  return state_->snapshot;
}
const DocumentArchive& ArchivedSource::archive() const {
  return state_->archive;
}

ArchiveCounters ArchivedSource::counters() const {
  return {state_->opened.opened(), state_->opened.walked(), state_->ids.pooled(), state_->opened.bytes()};
}

void ArchivedSource::copy(std::uint32_t entry, rdf::StatementSink& sink) const {
  class IntoGraph final : public rdf::StatementSink {
  public:
    IntoGraph(rdf::StatementSink& next, std::string_view name) : next_(next), name_(name) {}
    void statement(const rdf::QuadView& quad) override {
      next_.statement({quad.subject, quad.predicate, quad.object, rdf::iri(name_)});
    }

  private:
    rdf::StatementSink& next_;
    std::string_view name_;
  };
  IntoGraph into(sink, state_->archive.name(entry));
  state_->opened.walk(entry, into);
}

std::optional<ValueId> ArchivedSource::find(const rdf::TermView& term) const {
  if (state_->archive.empty())
    return state_->snapshot->find(term);
  return state_->ids.id(term);
}

rdf::Term ArchivedSource::term(ValueId id) const {
  return state_->ids.term(id);
}

std::unique_ptr<QuadScan> ArchivedSource::scan(const Pattern& asked, std::span<const Position> sorted_by) const {
  const State& state = *state_;
  if (state.concerns_snapshot_only(asked))
    return state.snapshot->scan(asked, sorted_by);
  Pattern pattern = asked;
  pattern.unread = {}; // rows of documents are looked up among the indexed ones
  const ValueId name = pattern.terms[graph_name];
  const auto named = state.entry_of(pattern);
  if (name.defined() && !named)
    return state.snapshot->scan(pattern, sorted_by);
  const ArchivePattern wanted(pattern, state.ids);
  if (named && !state.is_indexed(name)) {
    if (!state.archive.may_match(*named, wanted.terms()))
      return std::make_unique<NoRows>();
    return std::make_unique<OpenedScan>(state.opened.open(*named), wanted, name, sorted_by);
  }
  ArchiveWalk walk;
  walk.owner = state_;
  walk.snapshot = state.snapshot;
  walk.archive = &state.archive;
  walk.ids = &state.ids;
  walk.opened = &state.opened;
  if (!named)
    walk.entries = state.archive.candidates(wanted.terms());
  else if (state.archive.may_match(*named, wanted.terms()))
    walk.entries = {*named};
  return std::make_unique<WalkingScan>(std::move(walk), wanted, state.snapshot->scan(pattern, {}));
}

bool ArchivedSource::can_sort(const Pattern& pattern, std::span<const Position> sorted_by) const {
  const State& state = *state_;
  if (state.concerns_snapshot_only(pattern))
    return state.snapshot->can_sort(pattern, sorted_by);
  if (all_bound(pattern, sorted_by))
    return true;
  const ValueId name = pattern.terms[graph_name];
  if (const auto named = state.entry_of(pattern))
    return !state.is_indexed(name);
  // Documents come one after the other, so rows of several are in no order.
  return (name.defined() || state.archive.candidates(ArchivePattern(pattern, state.ids).terms()).empty()) &&
         state.snapshot->can_sort(pattern, sorted_by);
}

bool ArchivedSource::can_split(const Pattern& pattern) const {
  return state_->concerns_snapshot_only(pattern) && state_->snapshot->can_split(pattern);
}

std::uint64_t ArchivedSource::estimate(const Pattern& pattern) const {
  const State& state = *state_;
  const std::uint64_t indexed = state.snapshot->estimate(pattern);
  if (state.concerns_snapshot_only(pattern))
    return indexed;
  const ArchivePattern wanted(pattern, state.ids);
  if (const auto named = state.entry_of(pattern)) {
    if (const auto open = state.opened.if_open(*named)) {
      const auto own = wanted.own(*open);
      return indexed + (own ? open->statements().estimate(*own) : 0);
    }
    return indexed + whole(state.archive.estimate(*named, wanted.terms()));
  }
  return pattern.terms[graph_name].defined() ? indexed
                                             : indexed + whole(state.archive.estimate(wanted.terms()).rows);
}

std::uint64_t ArchivedSource::estimate_distinct(const Pattern& pattern, Position position) const {
  const State& state = *state_;
  const std::uint64_t indexed = state.snapshot->estimate_distinct(pattern, position);
  if (state.concerns_snapshot_only(pattern) || pattern.terms[position].defined())
    return indexed;
  const ArchivePattern wanted(pattern, state.ids);
  const auto named = state.entry_of(pattern);
  if (pattern.terms[graph_name].defined() && !named)
    return indexed;
  if (position == graph_name)
    return indexed + whole(state.archive.estimate(wanted.terms()).documents);
  if (named)
    if (const auto open = state.opened.if_open(*named)) {
      const auto own = wanted.own(*open);
      return std::max(indexed, own ? open->statements().estimate_distinct(*own, position) : 1);
    }
  // Lifted documents have a few dozens of properties of a thing, and say a few things of each.
  constexpr std::uint64_t usual_predicates = 64, usual_statements = 4;
  const std::uint64_t rows = std::max<std::uint64_t>(1, estimate(pattern));
  switch (position) {
  case predicate:
    return std::max(indexed, std::min(rows, usual_predicates));
  case subject:
    return std::max(indexed, pattern.terms[predicate].defined() ? rows : 1 + rows / usual_statements);
  default:
    return std::max(indexed, 1 + rows / 2);
  }
}

std::optional<StarEstimate> ArchivedSource::estimate_star(std::span<const ValueId> predicates, GraphScope scope) const {
  return state_->snapshot->estimate_star(predicates, scope);
}

std::optional<TextCandidates> ArchivedSource::text_candidates(const TextRequirement& requirement, GraphScope scope,
                                                              std::uint64_t most_read) const {
  auto candidates = state_->snapshot->text_candidates(requirement, scope, most_read);
  if (candidates && scope == GraphScope::named_graphs && !state_->archive.empty())
    candidates->complete = false;
  return candidates;
}

std::vector<ValueId> ArchivedSource::graphs() const {
  const State& state = *state_;
  std::call_once(state.graphs_made, [&] {
    std::vector<ValueId>& graphs = state.graphs;
    graphs = state.snapshot->graphs();
    for (std::uint32_t entry = 0; entry < state.archive.size(); ++entry)
      graphs.push_back(state.ids.id(rdf::iri(state.archive.name(entry))));
    std::sort(graphs.begin(), graphs.end());
    graphs.erase(std::unique(graphs.begin(), graphs.end()), graphs.end());
  });
  return state.graphs;
}

} // namespace micrograph::graph
