#pragma once

#include "rdf/node_colors.hpp"

#include <span>

namespace micrograph::rdf {

/// True if a pairing of nodes (by left node, a right one each) turns the statements with blank nodes of one
/// data set into those of the other.
[[nodiscard]] bool maps_onto(const ColoredSide& left, const ColoredSide& right,
                             std::span<const StatementTable::Node> right_of);

/// True if some pairing does. Refines colors until they tell no more nodes apart, and guesses on from there.
/// Throws FormatError `rdf.isomorphism.too-hard` after some ten thousand guesses.
[[nodiscard]] bool search_isomorphism(const ColoredSide& left, const ColoredSide& right);

} // namespace micrograph::rdf
