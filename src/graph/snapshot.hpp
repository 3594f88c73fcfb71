#pragma once

#include "graph/quad_source.hpp"
#include "rdf/statement_sink.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace micrograph::graph {

/// Sizes of a snapshot by part, for `stats`.
struct SnapshotStats {
  std::uint64_t quads = 0;
  std::uint64_t graphs = 0;
  std::uint64_t terms = 0;
  std::uint64_t archived_graphs = 0; ///< kept as documents, beside the others
  std::uint64_t archived_statements = 0;
  std::map<std::string, std::uint64_t> bytes; ///< by part: `dictionary`, `columns.spog`, …
};

/// What the default graph of a query is.
enum class DefaultGraph {
  strict,       ///< the statements that stand in no named graph (RDF data sets as written)
  union_of_all, ///< the merge of all graphs, as for `.mg` files that `build` writes
};

class DocumentArchive;
struct DocumentEntry;
struct SnapshotData;

/// An immutable set of quads: dictionary, sorted columns, statistics. Shared by any number of readers.
class Snapshot final : public QuadSource {
public:
  ~Snapshot() override;

  /// Opens a `.mg` file by mmap. Throws FormatError `mg.…` naming the section that is damaged, foreign or of
  /// another version, IoError if it cannot be read.
  [[nodiscard]] static std::shared_ptr<const Snapshot> open(const std::filesystem::path& file);
  /// Makes sure of every byte of the file that this lies in; nothing to do for one made in memory. What is used without asking
  /// is checked then, page by page. Throws FormatError `mg.checksum`.
  void verify() const;
  /// Writes a `.mg` file whole or not at all (beside it, fsync, rename). Throws IoError, and what verify() throws.
  void save(const std::filesystem::path& file) const;

  /// The same data seen with another default graph.
  [[nodiscard]] std::shared_ptr<const Snapshot> with_default_graph(DefaultGraph mode) const;

  [[nodiscard]] SnapshotStats stats() const;
  [[nodiscard]] DefaultGraph default_graph() const;
  /// Graphs that are kept as documents. No scan here finds their statements: see ArchivedSource.
  [[nodiscard]] const DocumentArchive& documents() const;

  [[nodiscard]] std::optional<ValueId> find(const rdf::TermView& term) const override;
  [[nodiscard]] rdf::Term term(ValueId id) const override;
  [[nodiscard]] std::unique_ptr<QuadScan> scan(const Pattern& pattern,
                                               std::span<const Position> sorted_by) const override;
  [[nodiscard]] bool can_sort(const Pattern& pattern, std::span<const Position> sorted_by) const override;
  [[nodiscard]] bool can_split(const Pattern&) const override { return true; }
  [[nodiscard]] std::uint64_t estimate(const Pattern& pattern) const override;
  [[nodiscard]] std::uint64_t estimate_distinct(const Pattern& pattern, Position position) const override;
  /// Only where the scope is all quads: sets are not counted graph by graph.
  [[nodiscard]] std::optional<StarEstimate> estimate_star(std::span<const ValueId> predicates,
                                                          GraphScope scope) const override;
  /// The start of a text is found in any snapshot, a part of it only in one that has a text index.
  [[nodiscard]] std::optional<TextCandidates> text_candidates(const TextRequirement& requirement, GraphScope scope,
                                                              std::uint64_t most_read) const override;
  [[nodiscard]] std::vector<ValueId> graphs() const override;

private:
  friend class SnapshotBuilder;
  Snapshot(std::shared_ptr<const SnapshotData> data, DefaultGraph mode);
  std::shared_ptr<const SnapshotData> data_;
  DefaultGraph mode_;
};

/// How a snapshot is built.
struct BuildOptions {
  /// Bytes that may be held while building; what is beyond goes to unnamed files in `scratch`. The indices of terms
  /// (four bytes for each) are not counted.
  std::uint64_t memory = default_build_memory();
  std::filesystem::path scratch = std::filesystem::temp_directory_path();
  unsigned threads = 1; ///< that sort at the same time
  /// Index the texts of terms, so that filters on parts of them need not read all of them.
  bool text_index = false;

  /// Half of the machine's memory.
  [[nodiscard]] static std::uint64_t default_build_memory();
};

/// What a build took, for reports and for tests that guard it.
struct BuildCounters {
  std::uint64_t runs = 0;          ///< sorted parts that were merged, snapshots of before not counted
  std::uint64_t bytes_spilled = 0; ///< written to scratch files
  std::uint64_t peak_memory = 0;   ///< held by what may be spilled
};

/// Collects statements and freezes them. The same statements in any order give the same bytes.
///
/// What comes is collected into sorted runs, which build() merges, together with snapshots of before; so adding to a
/// snapshot or taking graphs out of it reads no text again.
class SnapshotBuilder final : public rdf::StatementSink {
public:
  explicit SnapshotBuilder(const BuildOptions& options = {});
  ~SnapshotBuilder() override;
  void statement(const rdf::QuadView& quad) override;

  /// Calls `fill` with a sink of its own, which shares nothing with others: any number of threads may call this at the same
  /// time. If `fill` throws, what its sink took is partly in the builder.
  void in_lane(const std::function<void(rdf::StatementSink&)>& fill);

  /// Takes over everything in `base` but the graphs named, archived ones included, and single indexed quads in ids of `base`;
  /// `none` names the default graph. `base` stays as it is.
  void add(const std::shared_ptr<const Snapshot>& base, std::span<const rdf::Term> without_graphs = {},
           std::span<const Row> without_rows = {});

  /// Archives a graph, to be found in Snapshot::documents(). Threads may call it at the same time. Of entries of one name
  /// one is kept, whatever the order they come in.
  void add_document(const DocumentEntry& entry);

  /// Merges, sorts, removes duplicates, counts. The builder is empty afterwards. Throws IoError `spool.failed` if what does
  /// not fit memory cannot be written.
  [[nodiscard]] std::shared_ptr<const Snapshot> build(DefaultGraph mode = DefaultGraph::strict);
  /// Of the last build().
  [[nodiscard]] const BuildCounters& last_build() const { return counters_; }

private:
  struct State;
  class Lane;
  BuildCounters counters_;
  BuildOptions options_;
  std::unique_ptr<State> state_;
  std::unique_ptr<Lane> own_;
};

} // namespace micrograph::graph
