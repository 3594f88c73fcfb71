#pragma once

#include "graph/document_summary.hpp"
#include "rdf/term.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Graphs that are kept as the documents they are made from, to be made again when somebody asks for them. What is in a
/// payload, and how it becomes statements, is not known here (see DocumentOpener).
namespace micrograph::graph {

class CheckedBytes;

/// One graph to be archived.
struct DocumentEntry {
  std::string graph;             ///< IRI of the graph
  std::vector<std::byte> payload;
  std::uint64_t leaves = 0;      ///< of the documents, see docs/lift.md
  DocumentSummary summary;
};

/// What is known of a document without opening it. Where a text or payload ends, the next one starts.
struct StoredEntry {
  std::uint64_t name_end = 0;
  std::uint64_t payload_end = 0;
  std::uint64_t statements = 0;
  std::uint64_t leaves = 0;
  std::uint64_t hash = 0;
  std::uint32_t vocabulary = 0; ///< index of a StoredVocabulary
  std::uint32_t reserved = 0;
};
/// A VocabularySummary, and what the documents that share it hold together.
struct StoredVocabulary {
  std::uint64_t end = 0; ///< of its part of DocumentArchiveParts::vocabulary_terms
  std::uint64_t documents = 0;
  std::uint64_t statements = 0;
};
/// That a document has nodes with this stem.
struct StoredStem {
  TermMark stem = 0;
  std::uint32_t entry = 0;
  friend auto operator<=>(const StoredStem&, const StoredStem&) = default;
};

/// The arrays an archive consists of, wherever they lie.
struct DocumentArchiveParts {
  std::span<const StoredEntry> entries; ///< sorted by name
  std::span<const std::byte> names;
  std::span<const StoredVocabulary> vocabularies;
  /// For each vocabulary two lists of indices into `terms`, predicates and classes: their number, then the first and the
  /// differences, as variable-length numbers.
  std::span<const std::byte> vocabulary_terms;
  std::span<const TermMark> terms;        ///< sorted, each once
  std::span<const StoredStem> stems;      ///< sorted
  std::span<const std::uint32_t> unlisted; ///< entries whose stems are too many, sorted
  std::span<const std::byte> payloads;    ///< one after the other, in the order of entries
  /// Of what lies in a file and may be long, null for what was made in memory: to be asked before bytes are used.
  const CheckedBytes* entry_pages = nullptr;
  const CheckedBytes* name_pages = nullptr;
  const CheckedBytes* stem_pages = nullptr;
  const CheckedBytes* payload_pages = nullptr;
};

/// What a pattern says of the statements it looks for; kind none matches anything.
struct DocumentPattern {
  rdf::TermView subject, predicate, object;
};

/// Archived graphs by name. A view of its parts; immutable, shared by threads.
class DocumentArchive {
public:
  DocumentArchive() = default;
  /// Throws FormatError `mg.documents` if the parts do not fit each other.
  explicit DocumentArchive(const DocumentArchiveParts& parts);

  [[nodiscard]] const DocumentArchiveParts& parts() const { return parts_; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(parts_.entries.size()); }
  [[nodiscard]] bool empty() const { return parts_.entries.empty(); }
  /// Absent if no graph of that name is archived.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view graph) const;

  /// Of an entry below size(): the graph's IRI, its payload, and what was counted when it was archived.
  [[nodiscard]] std::string_view name(std::uint32_t entry) const;
  [[nodiscard]] std::span<const std::byte> payload(std::uint32_t entry) const;
  [[nodiscard]] const StoredEntry& operator[](std::uint32_t entry) const;

  /// Of all of them together.
  [[nodiscard]] std::uint64_t statements() const;
  [[nodiscard]] std::uint64_t bytes() const;

  /// The entries that may hold a match, ascending: none that holds one is missing.
  [[nodiscard]] std::vector<std::uint32_t> candidates(const DocumentPattern& pattern) const;
  [[nodiscard]] bool may_match(std::uint32_t entry, const DocumentPattern& pattern) const;

  /// How many documents may match about, and how many statements they and the pattern's predicate have.
  struct Estimate {
    double documents = 0;
    double rows = 0;
  };
  [[nodiscard]] Estimate estimate(const DocumentPattern& pattern) const;
  /// Rows of one document about.
  [[nodiscard]] double estimate(std::uint32_t entry, const DocumentPattern& pattern) const;

private:
  friend class DocumentArchiveBuilder;
  /// A vocabulary's lists, decoded as far as they are asked for.
  [[nodiscard]] std::span<const std::byte> vocabulary_bytes(std::uint32_t vocabulary) const;
  [[nodiscard]] VocabularySummary vocabulary(std::uint32_t number) const;
  [[nodiscard]] bool vocabulary_may_match(std::uint32_t number, const DocumentPattern& pattern) const;
  [[nodiscard]] std::optional<std::uint64_t> term_index(std::string_view iri) const;
  [[nodiscard]] std::vector<std::uint32_t> with_stem(std::string_view iri) const;
  [[nodiscard]] double rows_of(double statements, std::uint32_t vocabulary, const DocumentPattern& pattern) const;

  DocumentArchiveParts parts_;
};

} // namespace micrograph::graph
