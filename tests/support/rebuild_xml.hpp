#pragma once

#include "rdf/term.hpp"

#include <span>
#include <string>
#include <vector>

namespace micrograph::test {

/// Writes a document back from the statements that it was lifted to (docs/lift.md), white space and all.
/// Throws std::runtime_error if the statements do not hang together.
[[nodiscard]] std::string rebuild_xml(const std::vector<rdf::Quad>& statements,
                                      const std::string& document_iri);

/// Canonical XML 1.0 without comments, by libxml2. Empty if the text is not well-formed.
[[nodiscard]] std::string canonical_xml(std::span<const std::byte> document);

} // namespace micrograph::test
