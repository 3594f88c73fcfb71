#pragma once

#include "rdf/term.hpp"

#include <string>
#include <string_view>

/// How terms are spelt in Turtle and TriG; what both writers of them share.
namespace micrograph::rdf {

/// True if Turtle reads the bare text as a literal of just this datatype and lexical form.
[[nodiscard]] bool can_stand_bare(const TermView& literal);

/// A local name that needs no escape: what would need one is written as a whole IRI instead.
[[nodiscard]] bool is_plain_local_name(std::string_view local);

/// True if a prefix can be declared: a name without escapes, and an absolute IRI that can be written as it is.
/// Documents in XML declare namespaces that are neither.
[[nodiscard]] bool is_plain_prefix(std::string_view name, std::string_view iri);

/// Appends a text between `"""`, with its line breaks as they are.
void append_long_string(std::string& out, std::string_view text);

} // namespace micrograph::rdf
