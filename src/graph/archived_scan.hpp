#pragma once

#include "graph/document_archive.hpp"
#include "graph/opened_documents.hpp"
#include "graph/quad_source.hpp"
#include "graph/snapshot.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

/// How ArchivedSource answers patterns.
namespace micrograph::graph {

/// A pattern over shared ids, and its terms as a document's statements have them.
class ArchivePattern {
public:
  ArchivePattern(const Pattern& pattern, const SharedIds& ids);

  [[nodiscard]] const Pattern& pattern() const { return pattern_; }
  [[nodiscard]] DocumentPattern terms() const;
  [[nodiscard]] bool matches(const rdf::QuadView& statement) const;
  /// The same pattern in a document's own ids; absent if one of the terms does not occur in it.
  [[nodiscard]] std::optional<Pattern> own(const OpenedDocument& document) const;

private:
  Pattern pattern_;
  std::array<rdf::Term, 3> terms_;
};

class NoRows final : public QuadScan {
public:
  std::size_t next(std::span<Row>) override { return 0; }
};

/// Rows of one opened document.
class OpenedScan final : public QuadScan {
public:
  /// With an order, all rows are collected and sorted: they are those of one document only.
  OpenedScan(std::shared_ptr<const OpenedDocument> document, const ArchivePattern& pattern, ValueId name,
             std::span<const Position> sorted_by);
  std::size_t next(std::span<Row> out) override;

private:
  [[nodiscard]] std::size_t read(std::span<Row> out);

  std::shared_ptr<const OpenedDocument> document_;
  Pattern pattern_;
  ValueId name_;
  std::unique_ptr<QuadScan> scan_; ///< over own ids; null if nothing matches
  bool sorted_ = false;
  std::vector<Row> rows_; ///< if sorted_
  std::size_t at_ = 0;
};

/// What a WalkingScan walks through.
struct ArchiveWalk {
  std::shared_ptr<const void> owner; ///< keeps the rest alive
  std::shared_ptr<const Snapshot> snapshot;
  const DocumentArchive* archive = nullptr;
  const SharedIds* ids = nullptr;
  OpenedDocuments* opened = nullptr;
  std::vector<std::uint32_t> entries;
};

/// Rows of the snapshot, then those of one document after the other.
class WalkingScan final : public QuadScan {
public:
  WalkingScan(ArchiveWalk walk, const ArchivePattern& pattern, std::unique_ptr<QuadScan> indexed);
  std::size_t next(std::span<Row> out) override;

private:
  void start(std::uint32_t entry);
  [[nodiscard]] std::size_t drop_indexed(std::span<Row> rows) const;

  ArchiveWalk walk_;
  ArchivePattern pattern_;
  std::unique_ptr<QuadScan> scan_; ///< the one being read; null between two
  bool in_document_ = false;
  bool also_indexed_ = false; ///< the graph of the document being read has statements in the snapshot
  std::size_t next_entry_ = 0;
};

} // namespace micrograph::graph
