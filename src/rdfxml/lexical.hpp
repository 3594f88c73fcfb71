#pragma once

#include <cstdint>
#include <string>
#include <string_view>

/// The forms that RDF asks of the texts it is made of, where XML asks less.
namespace micrograph::rdfxml {

/// True if nothing but XML's white space is in it.
[[nodiscard]] bool is_blank(std::string_view text);
/// True if there is no character in it that no IRI has; it may be relative.
[[nodiscard]] bool has_iri_characters(std::string_view text);
/// True for what Turtle's LANGTAG takes: letters, then letters and digits between hyphens.
[[nodiscard]] bool is_language_tag(std::string_view tag);

/// The label of a blank node without a name, by its number: `genid7`.
[[nodiscard]] std::string generated_label(std::uint64_t number);
/// The label that an rdf:nodeID makes. One that looks generated, or ends in a dot (which no label of
/// N-Triples does), gets a hyphen more, and so does one that looks like the result: that keeps all labels
/// apart.
[[nodiscard]] std::string label_of(std::string_view node_id);

} // namespace micrograph::rdfxml
