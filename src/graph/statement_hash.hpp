#pragma once

#include "rdf/term.hpp"

#include <cstdint>
#include <string_view>

namespace micrograph::graph {

/// Sixty-four bits of a text, the same on every machine and in every version of the program, since they are kept in files.
/// Fast, and no defence against someone who looks for collisions.
[[nodiscard]] std::uint64_t stable_hash(std::string_view text);

/// The same of a triple; the graph is not looked at. Hashes of many triples are summed, so that their order is nothing.
[[nodiscard]] std::uint64_t stable_hash(const rdf::QuadView& triple);

} // namespace micrograph::graph
