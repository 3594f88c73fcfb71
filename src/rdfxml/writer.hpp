#pragma once

#include "rdf/serd_io.hpp"

#include <iosfwd>
#include <map>
#include <memory>
#include <string>

namespace micrograph::rdfxml {

/// Writes flat RDF/XML in the order in which statements come: consecutive statements of one subject share one
/// node element, and nothing is nested.
///
/// Names are abbreviated with the prefixes given, or told through prefix(), and with generated ones (`ns1`,
/// `ns2` …) where none fits. As in Turtle the names of graphs are left out: what is written is the merge of
/// all graphs. Labels of blank nodes that XML does not allow as rdf:nodeID are spelt another way.
///
/// statement() throws FormatError `rdfxml.unwritable-property` if the IRI of a property cannot be split into
/// a namespace and a name of XML, or means something else in RDF/XML (`rdf:li`), and
/// `rdfxml.unwritable-character` for a character that XML 1.0 has no way to write. Nothing of that statement
/// has then been written.
[[nodiscard]] std::unique_ptr<rdf::RdfWriter>
make_rdfxml_writer(std::ostream& out, const std::map<std::string, std::string>& prefixes = {});

} // namespace micrograph::rdfxml
