#pragma once

#include "sssom/mapping_set.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace micrograph::sssom {

/// The forms of a mapping set: all are read, and all but `alignment` are written.
enum class Form : std::uint8_t {
  tsv,
  json,
  turtle,
  owl,      ///< SSSOM/OWL in Turtle: an ontology of annotated axioms
  alignment ///< RDF/XML of the Alignment API, which the campaigns of ontology matching use
};

[[nodiscard]] std::string_view name_of(Form form);
/// `tsv`, `json`, `turtle`, `owl`, `alignment`. Absent if unknown.
[[nodiscard]] std::optional<Form> form_from_name(std::string_view name);
/// By `.tsv`, `.json`, `.ttl`, `.owl`. Absent for other suffixes.
[[nodiscard]] std::optional<Form> form_from_suffix(std::string_view file_name);
/// By what the text starts with; a table if with nothing that the others start with. Both forms in Turtle are
/// `turtle`, since their reader is the same.
[[nodiscard]] Form guess_form(std::string_view text);

/// The metadata of a table or an alignment, in a file of its own.
struct ExternalMetadata {
  std::string text;
  std::string file;
};

/// The readers take in what can be understood, and propagate what the set says of all mappings. What SSSOM
/// has no place for is noted in `oddities` and left out; whether the rest is valid, check() says.

/// SSSOM/TSV, with embedded or external metadata. Throws FormatError with file and line: `mapping.table`,
/// `mapping.yaml`, `sssom.too-large`.
[[nodiscard]] MappingSet read_tsv(std::string_view text, const std::string& file,
                                  const ExternalMetadata* metadata = nullptr);
/// JSON as the data model has it; prefixes in `curie_map` or in `@context`. Throws FormatError: `json.syntax`
/// with line and column, `sssom.form` with the JSON pointer of a value of the wrong kind, `sssom.too-large`.
[[nodiscard]] MappingSet read_json(std::string_view text, const std::string& file);
/// SSSOM/RDF or SSSOM/OWL in Turtle, also as they were written before they were specified. Of an ontology,
/// those axioms are mappings that are annotated with something of SSSOM. Throws FormatError: `rdf.syntax`
/// with line and column, `sssom.form` if there is not just one set, `sssom.too-large`.
[[nodiscard]] MappingSet read_turtle(std::string_view text, const std::string& file);
/// An alignment of the Alignment API (level 0) in RDF/XML; what `metadata` say counts more than what it says
/// of itself. A relation that has no predicate, and elements of others, are noted. Throws FormatError:
/// `xml.…`, `mapping.yaml`, `sssom.form` if there is not just one alignment, `sssom.too-large`.
[[nodiscard]] MappingSet read_alignment(std::string_view text, const std::string& file,
                                        const ExternalMetadata* metadata = nullptr);

/// Any of them; the form is guessed unless it is given.
[[nodiscard]] MappingSet read(std::string_view text, const std::string& file, std::optional<Form> form = {},
                              const ExternalMetadata* metadata = nullptr);

} // namespace micrograph::sssom
