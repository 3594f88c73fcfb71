#pragma once

#include "base/byte_source.hpp"
#include "jsonld/document_loader.hpp"
#include "rdf/serd_io.hpp"

#include <iosfwd>
#include <map>
#include <memory>
#include <string>

namespace micrograph::jsonld {

/// Reads a JSON-LD 1.1 document as RDF (Deserialize JSON-LD to RDF).
///
/// `base` is the document's own IRI, against which relative ones are resolved; without it they name nothing,
/// and statements with them are left out, as the specification wants. Blank nodes are called `b0`, `b1` … in
/// the order met, with `blank_prefix` before. The prefixes of the document's own context come first, then
/// statements, graph by graph, subjects sorted, without duplicates. Throws FormatError: `json.syntax` with
/// line and column, `jsonld.…` (docs/diagnostics.md) with the JSON pointer of the value; nothing has reached
/// the sink then. What the sink or loader throws passes through.
void read_jsonld(ByteSource& bytes, const std::string& base, rdf::StatementSink& sink, DocumentLoader& loader,
                 const std::string& blank_prefix = {});

/// Collects the statements and writes them as one JSON-LD document when finish() is called: compacted with a
/// context of the prefixes that are used (given here, or told through prefix()), nodes and properties in
/// order, so that equal data sets with equal blank node labels give equal bytes. Throws FormatError
/// `jsonld.too-deep` from finish() if lists lie within lists too deep for a JSON text.
[[nodiscard]] std::unique_ptr<rdf::RdfWriter>
make_jsonld_writer(std::ostream& out, const std::map<std::string, std::string>& prefixes = {});

} // namespace micrograph::jsonld
