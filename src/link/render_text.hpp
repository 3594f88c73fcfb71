#pragma once

#include "base/json.hpp"
#include "rdf/term.hpp"

#include <string>
#include <string_view>

/// What the renderers share.
namespace micrograph::link {

/// The text on one line: control characters (C0, DEL, C1 and the separators U+2028, U+2029) become spaces,
/// what is not UTF-8 U+FFFD. A label can hold escape sequences that a terminal would obey.
[[nodiscard]] std::string on_one_line(std::string_view text);

/// `Confocal 3 (core:Microscope) <http://…>`, on one line.
[[nodiscard]] std::string title(const rdf::Term& term, const std::string& label,
                                const std::string& type = {});

/// A quoted string of the DOT language.
[[nodiscard]] std::string dot_string(std::string_view text);

/// A term as SPARQL's JSON results have it: `type`, `value`, `datatype`, `xml:lang`.
void write_term(JsonWriter& json, const rdf::Term& term);

} // namespace micrograph::link
