#pragma once

#include "graph/document_archive.hpp"
#include "graph/document_opener.hpp"
#include "graph/snapshot.hpp"
#include "graph/term_pool.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

namespace micrograph::graph {

/// The ids of a snapshot, continued: terms that it does not have get the numbers after its own. Ids are equal exactly if
/// the terms are, whichever document they came from.
class SharedIds {
public:
  explicit SharedIds(std::shared_ptr<const Snapshot> snapshot);
  [[nodiscard]] ValueId id(const rdf::TermView& term) const;
  [[nodiscard]] rdf::Term term(ValueId id) const;
  [[nodiscard]] std::size_t pooled() const { return pool_.size(); }

private:
  std::shared_ptr<const Snapshot> snapshot_;
  std::uint64_t first_pooled_; ///< payload of the first id that is not the snapshot's
  mutable TermPool pool_;
};

/// An archived graph that was made into a small snapshot with ids of its own.
class OpenedDocument {
public:
  OpenedDocument(std::shared_ptr<const Snapshot> statements, const SharedIds& ids);
  [[nodiscard]] const Snapshot& statements() const { return *statements_; }
  /// The shared id of one of its own.
  [[nodiscard]] ValueId shared(ValueId own) const;
  /// Its own id of a shared one; absent if no statement of it has the term.
  [[nodiscard]] std::optional<ValueId> own(ValueId shared) const;
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

private:
  std::shared_ptr<const Snapshot> statements_;
  const SharedIds& ids_;
  /// Bits of the shared id, by payload of the own one; 0 where nobody asked yet. Threads that ask at the same time store
  /// the same.
  mutable std::vector<std::atomic<std::uint64_t>> shared_;
  std::uint64_t bytes_;
};

/// Opens documents of an archive and keeps those that were used last, as many as fit a number of bytes.
class OpenedDocuments {
public:
  OpenedDocuments(const DocumentArchive& archive, std::shared_ptr<const DocumentOpener> opener, const SharedIds& ids,
                  std::uint64_t most_bytes);

  /// Opens a document unless it is open.
  [[nodiscard]] std::shared_ptr<const OpenedDocument> open(std::uint32_t entry);
  /// Null if it is not open.
  [[nodiscard]] std::shared_ptr<const OpenedDocument> if_open(std::uint32_t entry);
  /// Gives all statements of a document without keeping them, and makes sure that they are those that were archived.
  void walk(std::uint32_t entry, rdf::StatementSink& sink);

  [[nodiscard]] std::uint64_t opened() const { return opened_; }
  [[nodiscard]] std::uint64_t walked() const { return walked_; }
  [[nodiscard]] std::uint64_t bytes() const;

private:
  void make(std::uint32_t entry, rdf::StatementSink& sink) const;

  struct Kept {
    std::uint32_t entry;
    std::shared_ptr<const OpenedDocument> document;
  };
  const DocumentArchive& archive_;
  std::shared_ptr<const DocumentOpener> opener_;
  const SharedIds& ids_;
  const std::uint64_t most_bytes_;
  std::atomic<std::uint64_t> opened_{0}, walked_{0};
  mutable std::mutex mutex_;
  std::list<Kept> kept_; ///< last used first
  std::unordered_map<std::uint32_t, std::list<Kept>::iterator> by_entry_;
  std::uint64_t bytes_ = 0;
};

} // namespace micrograph::graph
