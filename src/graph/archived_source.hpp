#pragma once

#include "graph/document_archive.hpp"
#include "graph/document_opener.hpp"
#include "graph/quad_source.hpp"
#include "graph/snapshot.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace micrograph::graph {

/// What was done to answer so far, for tests that guard it.
struct ArchiveCounters {
  std::uint64_t opened = 0;         ///< times that a document was made into an indexed graph
  std::uint64_t passed = 0;         ///< times that a document's statements were walked once, without an index
  std::uint64_t terms = 0;          ///< numbered because the snapshot does not have them
  std::uint64_t cached_bytes = 0;   ///< of indexed documents, held now
};

/// A snapshot together with the graphs of its archive, which are made again when a pattern may match in them.
///
/// To a query in named graphs there is no difference between an indexed and an archived graph but the time. The default
/// graph is that of the snapshot: archived graphs are not part of it.
///
/// A pattern in one archived graph opens that document, and opened documents are kept, as many as fit. A pattern in any
/// graph walks the documents that may match, one at a time, so that memory does not grow with them; but terms of rows that
/// are handed out are numbered, and numbers stay.
///
/// Since a document says only when it is opened whether a term occurs in it, find() numbers every term it is asked for.
class ArchivedSource final : public QuadSource {
public:
  static constexpr std::uint64_t default_cache_bytes = std::uint64_t{256} << 20;

  /// An archive without entries, and then no opener, makes this the snapshot.
  ArchivedSource(std::shared_ptr<const Snapshot> snapshot, DocumentArchive archive,
                 std::shared_ptr<const DocumentOpener> opener, std::uint64_t cache_bytes = default_cache_bytes);
  /// With the archive that the snapshot has.
  ArchivedSource(const std::shared_ptr<const Snapshot>& snapshot, std::shared_ptr<const DocumentOpener> opener,
                 std::uint64_t cache_bytes = default_cache_bytes)
      : ArchivedSource(snapshot, snapshot->documents(), std::move(opener), cache_bytes) {}
  ~ArchivedSource() override;

  [[nodiscard]] const std::shared_ptr<const Snapshot>& snapshot() const;
  [[nodiscard]] const DocumentArchive& archive() const;
  [[nodiscard]] ArchiveCounters counters() const;

  /// Gives the statements of an archived graph, in the order they are made in, with `graph` as their graph.
  /// Throws FormatError as scan() does.
  void copy(std::uint32_t entry, rdf::StatementSink& sink) const;

  [[nodiscard]] std::optional<ValueId> find(const rdf::TermView& term) const override;
  [[nodiscard]] rdf::Term term(ValueId id) const override;
  /// The scan, or reading from it, throws FormatError `archive.other-version` if a document gives other statements than
  /// when it was archived, and what the opener throws for a damaged one.
  [[nodiscard]] std::unique_ptr<QuadScan> scan(const Pattern& pattern,
                                               std::span<const Position> sorted_by = {}) const override;
  [[nodiscard]] bool can_sort(const Pattern& pattern, std::span<const Position> sorted_by) const override;
  /// Where only the snapshot can match.
  [[nodiscard]] bool can_split(const Pattern& pattern) const override;
  [[nodiscard]] std::uint64_t estimate(const Pattern& pattern) const override;
  [[nodiscard]] std::uint64_t estimate_distinct(const Pattern& pattern, Position position) const override;
  /// Of the snapshot, which is all of the default graph.
  [[nodiscard]] std::optional<StarEstimate> estimate_star(std::span<const ValueId> predicates,
                                                          GraphScope scope) const override;
  /// Of the snapshot; terms that only documents have are not examined.
  [[nodiscard]] std::optional<TextCandidates> text_candidates(const TextRequirement& requirement, GraphScope scope,
                                                              std::uint64_t most_read) const override;
  [[nodiscard]] std::vector<ValueId> graphs() const override;

private:
  struct State;
  std::shared_ptr<const State> state_; ///< shared with scans
};

} // namespace micrograph::graph
