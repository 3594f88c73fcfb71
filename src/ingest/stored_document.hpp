#pragma once

#include "base/diagnostic.hpp"
#include "document/document.hpp"
#include "graph/document_opener.hpp"
#include "rdf/statement_sink.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace micrograph::ingest {

/// All that lifting needs to know of a source: lifting these again gives the same statements again.
struct SourceDocuments {
  std::string source;   ///< name of the source, for messages
  std::string base_iri; ///< what IRIs of documents start with; empty: `ni:///sha-256;`
  std::vector<document::Document> documents;
};

/// A document by its IRI, and what came of it.
struct LiftedDocument {
  std::string iri;
  std::string sha256; ///< hex, of the bytes in the file
  std::string place;  ///< where in the source; empty if it is the whole source
};
struct LiftedDocuments {
  std::vector<LiftedDocument> documents;
  std::string iri;          ///< of the source
  std::uint64_t leaves = 0; ///< that became statements
};

/// Lifts the documents of a source in their order; one that stands in it twice is stated once.
/// Throws FormatError as lift::lift() does.
[[nodiscard]] LiftedDocuments lift_documents(const SourceDocuments& source, rdf::StatementSink& statements,
                                             FindingSink& findings);

/// The most bytes that the documents of a source may have together to be stored.
inline constexpr std::uint64_t most_stored_bytes = std::uint64_t{2} << 30;

/// The documents of a source as they stand in an archive: compressed, all of them together.
/// Throws FormatError `archive.too-large` above most_stored_bytes.
[[nodiscard]] std::vector<std::byte> store(const SourceDocuments& source);
/// What store() was given. Throws FormatError `archive.payload` if the bytes are something else, and as decompress() does.
[[nodiscard]] SourceDocuments restore(std::span<const std::byte> payload);

/// Opens archives of what store() gave.
class StoredDocumentOpener final : public graph::DocumentOpener {
public:
  std::string open(std::span<const std::byte> payload, rdf::StatementSink& sink) const override;
};

} // namespace micrograph::ingest
