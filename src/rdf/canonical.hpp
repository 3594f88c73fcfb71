#pragma once

#include "rdf/statement_table.hpp"

#include <span>
#include <string>

namespace micrograph::rdf {

/// The quads as N-Quads, one a line, sorted by their bytes, without duplicates. Blank nodes keep their
/// labels, so that equal texts mean equal data sets, but not the other way round: see isomorphic().
[[nodiscard]] std::string sorted_nquads(std::span<const Quad> quads);

/// True if the two are the same data set but for the labels of blank nodes (RDF 1.1 Concepts, section 4.1);
/// duplicates do not count. Blank nodes are shared between the graphs of one data set.
///
/// This is not "equal canonical forms" (rdfc.hpp): RDFC-1.0 must give up on data sets that are regular within,
/// which the search here still decides, and it costs more hashing on all others.
/// Throws FormatError `rdf.isomorphism.too-hard` after some ten thousand guesses, which only graphs made to
/// be hard need.
[[nodiscard]] bool isomorphic(const StatementTable& left, const StatementTable& right);
[[nodiscard]] bool isomorphic(std::span<const Quad> left, std::span<const Quad> right);

} // namespace micrograph::rdf
