#pragma once

#include "rdf/serd_io.hpp"
#include "syntax/syntax.hpp"

#include <iosfwd>
#include <map>
#include <memory>
#include <string>

namespace micrograph::syntax {

enum class Style : std::uint8_t {
  pretty, ///< Turtle and TriG nested, sorted, with the prefixes that are used: holds all statements till the end
  flat,   ///< statements in the order in which they come, and at once
};

/// A writer for each syntax. The prefixes are proposals, and those that are told later count more. N-Triples, N-Quads
/// and RDF/XML are flat in either style; JSON-LD is always collected. Syntaxes without named graphs (see
/// holds_graphs()) write the merge of all graphs.
/// RDF/XML throws FormatError `rdfxml.unwritable-property` or `rdfxml.unwritable-character` from statement().
[[nodiscard]] std::unique_ptr<rdf::RdfWriter> make_writer(Syntax syntax, Style style, std::ostream& out,
                                                          const std::map<std::string, std::string>& prefixes = {});

} // namespace micrograph::syntax
