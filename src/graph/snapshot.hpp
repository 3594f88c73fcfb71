#pragma once

#include "graph/quad_source.hpp"
#include "rdf/statement_sink.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace micrograph::graph {

/// Sizes of a snapshot by part, for `stats`.
struct SnapshotStats {
  std::uint64_t quads = 0;
  std::uint64_t graphs = 0;
  std::uint64_t terms = 0;
  std::map<std::string, std::uint64_t> bytes; ///< by part: `dictionary`, `columns.spog`, …
};

/// What the default graph of a query is.
enum class DefaultGraph {
  strict,       ///< the statements that stand in no named graph (RDF data sets as written)
  union_of_all, ///< the merge of all graphs, as for `.mg` files that `build` writes
};

struct SnapshotData;

/// An immutable set of quads: dictionary, sorted columns, statistics. Shared by any number of readers.
class Snapshot final : public QuadSource {
public:
  ~Snapshot() override;

  /// Opens a `.mg` file by mmap. Throws FormatError `mg.…` naming the section that is damaged, foreign or of
  /// another version, IoError if it cannot be read.
  [[nodiscard]] static std::shared_ptr<const Snapshot> open(const std::filesystem::path& file);
  /// Writes a `.mg` file whole or not at all (beside it, fsync, rename). Throws IoError.
  void save(const std::filesystem::path& file) const;

  /// The same data seen with another default graph.
  [[nodiscard]] std::shared_ptr<const Snapshot> with_default_graph(DefaultGraph mode) const;

  [[nodiscard]] SnapshotStats stats() const;
  [[nodiscard]] DefaultGraph default_graph() const;

  [[nodiscard]] std::optional<ValueId> find(const rdf::TermView& term) const override;
  [[nodiscard]] rdf::Term term(ValueId id) const override;
  [[nodiscard]] std::unique_ptr<QuadScan> scan(const Pattern& pattern,
                                               std::span<const Position> sorted_by) const override;
  [[nodiscard]] bool can_sort(const Pattern& pattern, std::span<const Position> sorted_by) const override;
  [[nodiscard]] std::uint64_t estimate(const Pattern& pattern) const override;
  [[nodiscard]] std::uint64_t estimate_distinct(const Pattern& pattern, Position position) const override;
  [[nodiscard]] std::vector<ValueId> graphs() const override;

private:
  friend class SnapshotBuilder;
  Snapshot(std::shared_ptr<const SnapshotData> data, DefaultGraph mode);
  std::shared_ptr<const SnapshotData> data_;
  DefaultGraph mode_;
};

/// Collects statements and freezes them. The same statements in any order give the same bytes.
class SnapshotBuilder final : public rdf::StatementSink {
public:
  SnapshotBuilder();
  ~SnapshotBuilder() override;
  void statement(const rdf::QuadView& quad) override;
  /// Sorts, removes duplicates, counts. The builder is empty afterwards.
  [[nodiscard]] std::shared_ptr<const Snapshot> build(DefaultGraph mode = DefaultGraph::strict);

private:
  struct State;
  std::unique_ptr<State> state_;
};

} // namespace micrograph::graph
