#pragma once

#include "base/diagnostic.hpp"
#include "document/document.hpp"
#include "rdf/statement_sink.hpp"

#include <cstdint>
#include <string>

namespace micrograph::lift {

/// What came of lifting a document.
struct LiftResult {
  std::string root;          ///< IRI of the document's root node
  std::uint64_t leaves = 0;  ///< leaves that became statements
  std::uint64_t statements = 0;
};

/// Turns a document into statements in the vocabulary of its source, losing nothing.
///
/// docs/lift.md describes the vocabulary. Node IRIs are `document_iri` + `#` + the path of the node;
/// the same document gives the same statements in the same order.
///
/// Throws FormatError if the document cannot be parsed to its end; statements given before that must be
/// thrown away by the caller.
[[nodiscard]] LiftResult lift(const document::Document& document, const std::string& document_iri,
                              const std::string& source_name, rdf::StatementSink& statements,
                              FindingSink& findings);

/// Leaves of a document, counted by a second walk that shares no code with lift().
///
/// A leaf is: an attribute (namespace declarations included), a text that is not only white space between
/// elements, a processing instruction, an element with neither attributes nor content; for records, a value; for JSON, a
/// string, number, truth value or null, an empty object, an empty array; for a text, a value, a cell that is not empty, a remark,
/// and a section (or text) or row that holds none.
[[nodiscard]] std::uint64_t count_leaves(const document::Document& document);

/// IRI of a document or source from its checksum: `ni:///sha-256;…` (RFC 6920), or `base` + the same
/// 43 characters if a base is given.
[[nodiscard]] std::string iri_of(const Sha256& checksum, const std::string& base = {});

} // namespace micrograph::lift
