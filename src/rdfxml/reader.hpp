#pragma once

#include "base/byte_source.hpp"
#include "rdf/statement_sink.hpp"

#include <string>

namespace micrograph::rdfxml {

/// Reads RDF/XML strictly (RDF 1.1 XML Syntax), of any encoding that document/xml.hpp reads.
///
/// Relative IRIs are resolved against `xml:base`, and that against `base`, which may be empty if nothing is
/// relative. Blank nodes with an `rdf:nodeID` keep it as their label with `blank_prefix` before it, so that
/// files read into one graph do not share nodes; those without become `genid1`, `genid2` … in the order of
/// the text, and an rdf:nodeID that looks like one of these gets a hyphen more (`genid-1`), as does one that
/// ends in a dot. XML literals come in exclusive canonical form, with comments. Prefixes are told unless
/// their namespace is no absolute IRI.
///
/// Statements and prefixes come in the order of the text, while it is read; those before an error have
/// reached the sink when it is thrown. Memory grows with the depth of the text, its longest value and the
/// number of its `rdf:ID`s, each of which may stand only once.
///
/// Throws FormatError with line and column: `rdfxml.syntax`, `rdfxml.iri`, `rdfxml.duplicate-id`, or one of
/// the codes of document/xml.hpp. What the sink throws passes through.
void read_rdfxml(ByteSource& bytes, const std::string& base, rdf::StatementSink& sink,
                 const std::string& blank_prefix = {});

} // namespace micrograph::rdfxml
