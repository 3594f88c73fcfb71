#include "base/error.hpp"
#include "graph/document_archive_builder.hpp"
#include "graph/merge.hpp"
#include "graph/orders.hpp"
#include "graph/run.hpp"
#include "graph/run_both.hpp"
#include "graph/snapshot.hpp"
#include "graph/snapshot_data.hpp"
#include "graph/text_index_builder.hpp"

#include <algorithm>
#include <cstdint>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>

namespace micrograph::graph {

namespace {

/// Runs of this size sort within the caches' reach, and few enough remain to be merged.
constexpr std::uint64_t largest_run_bytes = std::uint64_t{64} << 20;
/// A run below this would leave thousands of them.
constexpr std::uint64_t smallest_run_bytes = std::uint64_t{4} << 20;

/// The arrays of a snapshot that was built here.
struct OwnedArrays {
  explicit OwnedArrays(std::shared_ptr<SpoolSpace> given)
      : space(std::move(given)), dictionary(*space), values(*space) {}

  std::shared_ptr<SpoolSpace> space; ///< first, since it must outlive what is held in it
  DictionaryEncoder dictionary;
  std::vector<std::byte> qualifiers;
  ByteSpool values;
  BuiltOrders orders;
  std::optional<BuiltTextIndex> text;
  DocumentArchiveBuilder documents;

  void let_go() const {
    dictionary.let_go();
    values.let_go();
    for (const auto& table : orders.tables)
      if (table)
        table->let_go();
    if (text)
      text->let_go();
    documents.let_go();
  }
  [[nodiscard]] DictionaryParts dictionary_parts() const {
    DictionaryParts out = dictionary.parts();
    out.qualifiers = qualifiers;
    return out;
  }
  [[nodiscard]] SnapshotParts parts() const {
    SnapshotParts out;
    out.dictionary = dictionary_parts();
    const auto bits = values.bytes();
    out.values = {reinterpret_cast<const std::uint64_t*>(bits.data()), bits.size() / sizeof(std::uint64_t)};
    for (std::size_t order = 0; order < order_count; ++order)
      if (orders.tables[order])
        out.orders[order] = orders.tables[order]->parts();
    out.totals = orders.totals;
    out.predicates = orders.predicates;
    out.graphs = orders.graphs;
    out.characteristic_sets = orders.characteristic_sets;
    out.documents = documents.parts();
    if (text)
      out.text = text->parts();
    out.let_go = [this] { let_go(); };
    return out;
  }
};

MergeInput input_of(const Run& run) {
  DictionaryParts dictionary = run.dictionary.parts();
  dictionary.qualifiers = run.qualifiers;
  const auto bits = run.values.bytes();
  return {.dictionary = Dictionary(dictionary),
          .values = {reinterpret_cast<const std::uint64_t*>(bits.data()), bits.size() / sizeof(std::uint64_t)},
          .rows = PackedRows(run.rows.parts()),
          .domains = nullptr,
          .dropped_graphs = {},
          .dropped_rows = {},
          .let_go = [&run] { run.let_go(); }};
}

/// A snapshot of before, and what of it is not taken over.
struct Base {
  std::shared_ptr<const SnapshotData> data;
  std::vector<Rank> dropped_graphs;
  std::vector<PackedRow> dropped_rows;
  std::set<std::string, std::less<>> dropped_names;
};

/// Documents from several threads. They are written once and read once, so they have little memory of their own and go to a file early.
class DocumentCollector {
public:
  explicit DocumentCollector(const BuildOptions& options) : archive_(std::min(options.memory / 8, most_memory), options.scratch) {}

  void add(const DocumentEntry& entry) {
    const std::lock_guard lock(mutex_);
    archive_.add(entry.graph, entry.payload, entry.leaves, entry.summary);
  }

  /// Everything that came, and the documents of the bases.
  [[nodiscard]] DocumentArchiveBuilder finish(const std::vector<Base>& bases) {
    for (const Base& base : bases)
      archive_.add(base.data->documents,
                   [&base](std::string_view name) { return base.dropped_names.contains(name); });
    archive_.finish();
    return std::move(archive_);
  }

private:
  static constexpr std::uint64_t most_memory = std::uint64_t{32} << 20;
  std::mutex mutex_;
  DocumentArchiveBuilder archive_;
};

} // namespace

std::uint64_t BuildOptions::default_build_memory() {
  const long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGE_SIZE);
  return pages > 0 && size > 0 ? static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(size) / 2
                               : std::uint64_t{2} << 30;
}

struct SnapshotBuilder::State {
  explicit State(const BuildOptions& given)
      : options(given), space(std::make_shared<SpoolSpace>(given.memory, given.scratch)), documents(given) {
    const unsigned threads = std::max(1u, options.threads);
    // A run under way needs its rows three times over while it is sorted.
    run_bytes = std::clamp(options.memory / (std::uint64_t{4} * threads), smallest_run_bytes, largest_run_bytes);
  }

  void take(RunCollector& collector) {
    if (collector.empty())
      return;
    auto run = collector.finish(*space);
    const std::lock_guard lock(mutex);
    runs.push_back(std::move(run));
  }

  BuildOptions options;
  std::shared_ptr<SpoolSpace> space;
  std::uint64_t run_bytes = 0;
  std::mutex mutex;
  std::vector<std::unique_ptr<Run>> runs;
  std::vector<Base> bases;
  DocumentCollector documents;
};

/// Collects for one thread and hands over a run whenever it holds enough.
class SnapshotBuilder::Lane final : public rdf::StatementSink {
public:
  explicit Lane(State& state) : state_(state) {}
  ~Lane() override = default;
  void statement(const rdf::QuadView& quad) override {
    collector_.statement(quad);
    // Asking for the size of everything costs more than a statement does.
    if (++since_ == 4096) {
      since_ = 0;
      if (collector_.bytes() > state_.run_bytes)
        state_.take(collector_);
    }
  }
  void finish() { state_.take(collector_); }

private:
  State& state_;
  RunCollector collector_;
  std::uint32_t since_ = 0;
};

SnapshotBuilder::SnapshotBuilder(const BuildOptions& options)
    : options_(options), state_(std::make_unique<State>(options)), own_(std::make_unique<Lane>(*state_)) {}
SnapshotBuilder::~SnapshotBuilder() = default;

void SnapshotBuilder::statement(const rdf::QuadView& quad) {
  own_->statement(quad);
}

void SnapshotBuilder::in_lane(const std::function<void(rdf::StatementSink&)>& fill) {
  Lane lane(*state_);
  fill(lane);
  lane.finish();
}

void SnapshotBuilder::add(const std::shared_ptr<const Snapshot>& base, std::span<const rdf::Term> without_graphs,
                          std::span<const Row> without_rows) {
  Base taken{base->data_, {}, {}, {}};
  for (const rdf::Term& name : without_graphs) {
    if (name.kind == rdf::TermKind::iri)
      taken.dropped_names.insert(name.value);
    const auto id = name.kind == rdf::TermKind::none ? std::optional(undefined) : base->find(name);
    if (const auto rank = id ? base->data_->ranks.rank(*id) : std::nullopt)
      taken.dropped_graphs.push_back(*rank);
  }
  std::sort(taken.dropped_graphs.begin(), taken.dropped_graphs.end());
  for (const Row& row : without_rows) {
    PackedRow ranks{};
    bool known = true;
    for (std::size_t column = 0; column < 4; ++column) {
      const auto rank = base->data_->ranks.rank(row[column]);
      known = known && rank.has_value();
      ranks[column] = rank.value_or(0);
    }
    if (known)
      taken.dropped_rows.push_back(ranks);
  }
  std::sort(taken.dropped_rows.begin(), taken.dropped_rows.end());
  state_->bases.push_back(std::move(taken));
}

void SnapshotBuilder::add_document(const DocumentEntry& entry) {
  state_->documents.add(entry);
}

std::shared_ptr<const Snapshot> SnapshotBuilder::build(DefaultGraph mode) {
  own_->finish();
  own_.reset();
  const std::unique_ptr<State> state = std::exchange(state_, std::make_unique<State>(options_));
  own_ = std::make_unique<Lane>(*state_);

  std::vector<MergeInput> inputs;
  for (const auto& run : state->runs)
    inputs.push_back(input_of(*run));
  for (const Base& base : state->bases)
    inputs.push_back({.dictionary = base.data->dictionary,
                      .values = base.data->parts.values,
                      .rows = base.data->rows[static_cast<std::size_t>(Order::spog)],
                      .domains = &base.data->domains,
                      .dropped_graphs = base.dropped_graphs,
                      .dropped_rows = base.dropped_rows,
                      .let_go = {}});
  counters_ = {};
  counters_.runs = state->runs.size();
  auto arrays = std::make_shared<OwnedArrays>(state->space);
  std::optional<Merged> merged;
  run_both(
      state->options.threads, [&] { merged = merge_runs(inputs, *state->space); },
      [&] { arrays->documents = state->documents.finish(state->bases); });
  inputs.clear();
  state->runs.clear();

  arrays->dictionary = std::move(merged->dictionary);
  arrays->qualifiers = std::move(merged->qualifiers);
  arrays->values = std::move(merged->values);
  arrays->orders = build_orders(std::move(*merged), *state->space, state->options.threads);
  if (state->options.text_index)
    arrays->text = build_text_index(Dictionary(arrays->dictionary_parts()), *state->space, state->options.threads, 0,
                                    [&] { arrays->dictionary.let_go(); });
  counters_.bytes_spilled = state->space->spilled() + arrays->documents.spilled();
  counters_.peak_memory = state->space->peak() + arrays->documents.peak();
  const SnapshotParts parts = arrays->parts();
  return std::shared_ptr<const Snapshot>(
      new Snapshot(std::make_shared<const SnapshotData>(parts, std::move(arrays)), mode));
}

} // namespace micrograph::graph
