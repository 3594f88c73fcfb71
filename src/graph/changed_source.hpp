#pragma once

#include "graph/added_rows.hpp"
#include "graph/archived_source.hpp"
#include "graph/quad_source.hpp"
#include "graph/rows.hpp"
#include "graph/snapshot.hpp"
#include "rdf/term.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace micrograph::graph {

/// A graph with changes on top that are not frozen: what the operations of an update see of each other's work.
///
/// The graph below stays as it is. Each scan leaves out what was taken from it and adds what came, so an operation costs what
/// it changes and what its patterns match, however large the graph is; freeze() makes a new snapshot by merging.
///
/// A graph name that is `undefined` stands for the statements outside named graphs. The default graph of a scan is that of
/// the snapshot below: just those, or the merge of all indexed graphs.
///
/// One thread; no change while a scan is under way. Terms that come new have ids of Tag::local.
class ChangedSource final : public QuadSource {
public:
  explicit ChangedSource(std::shared_ptr<const ArchivedSource> base);

  /// The id of a term, given one if it has none yet.
  [[nodiscard]] ValueId intern(const rdf::TermView& term);
  /// A blank node that nothing here is called yet: `label`, with a number behind it if need be. Nodes of archived documents
  /// are not looked at: lifting makes no blank nodes.
  [[nodiscard]] ValueId fresh_blank(const std::string& label);

  /// Ids are of this source. Returns false if the quad is there already.
  bool insert(const Row& row);
  /// Returns false if there is no such quad.
  bool remove(const Row& row);
  /// Takes out everything in one graph.
  void clear(ValueId graph);

  [[nodiscard]] bool contains(const Row& row) const;
  /// True if the graph has a statement. The statements outside named graphs are a graph that always exists.
  [[nodiscard]] bool has_graph(ValueId graph) const;
  /// All quads of exactly one graph, whatever the default graph of scans is.
  [[nodiscard]] std::unique_ptr<QuadScan> quads_of(ValueId graph) const;
  [[nodiscard]] DefaultGraph default_graph() const { return snapshot_->default_graph(); }

  /// A new snapshot. Graphs kept as documents stay documents unless statements were taken out of them; those are
  /// indexed then.
  [[nodiscard]] std::shared_ptr<const Snapshot> freeze(const BuildOptions& options) const;

  [[nodiscard]] std::optional<ValueId> find(const rdf::TermView& term) const override;
  [[nodiscard]] rdf::Term term(ValueId id) const override;
  [[nodiscard]] std::unique_ptr<QuadScan> scan(const Pattern& pattern,
                                               std::span<const Position> sorted_by = {}) const override;
  [[nodiscard]] bool can_sort(const Pattern& pattern, std::span<const Position> sorted_by) const override;
  /// What was taken out is still counted.
  [[nodiscard]] std::uint64_t estimate(const Pattern& pattern) const override;
  [[nodiscard]] std::uint64_t estimate_distinct(const Pattern& pattern, Position position) const override;
  /// Of the graph below, as long as nothing came.
  [[nodiscard]] std::optional<StarEstimate> estimate_star(std::span<const ValueId> predicates,
                                                          GraphScope scope) const override;
  /// Of the graph below; terms that came are not examined.
  [[nodiscard]] std::optional<TextCandidates> text_candidates(const TextRequirement& requirement, GraphScope scope,
                                                              std::uint64_t most_read) const override;
  /// Only those that have a statement.
  [[nodiscard]] std::vector<ValueId> graphs() const override;

private:
  friend class ChangedScan;

  struct HashTerm {
    std::size_t operator()(const rdf::TermView& term) const noexcept;
  };

  [[nodiscard]] bool merges_graphs(GraphScope scope) const;
  [[nodiscard]] bool in_base(const Row& row) const;
  [[nodiscard]] bool is_hidden(const Row& row) const;
  [[nodiscard]] bool stays_in_merge(const Row& triple) const;
  [[nodiscard]] bool base_merge_has(const Row& triple) const;
  /// Of what a scan of the graph below gave: does it count still? `merged` says that the graph is not in the row.
  [[nodiscard]] bool stays(const Row& row, bool merged) const;
  [[nodiscard]] std::uint64_t added(const Pattern& pattern) const;
  [[nodiscard]] std::vector<ValueId> reworked_documents() const;

  std::shared_ptr<const ArchivedSource> base_;
  std::shared_ptr<const Snapshot> snapshot_, strict_; ///< the same data; `strict_` does not merge graphs
  std::deque<rdf::Term> terms_;                       ///< a deque, so that the views in `ids_` stay valid
  std::unordered_map<rdf::TermView, ValueId, HashTerm> ids_;

  AddedRows added_; ///< none of them is also seen below
  std::set<ValueId> cleared_;
  std::unordered_set<Row, HashRow> removed_;         ///< single quads of the graph below
  std::unordered_set<Row, HashRow> removed_triples_; ///< the same without graphs
  std::set<ValueId> thinned_;                        ///< graphs of `removed_`
};

} // namespace micrograph::graph
