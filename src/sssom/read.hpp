#pragma once

#include "sssom/mapping_set.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace micrograph::sssom {

/// The forms in which a mapping set is written.
enum class Form : std::uint8_t { tsv, json, turtle };

[[nodiscard]] std::string_view name_of(Form form);
/// `tsv`, `json`, `turtle`. Absent if unknown.
[[nodiscard]] std::optional<Form> form_from_name(std::string_view name);
/// By `.tsv`, `.json`, `.ttl`. Absent for other suffixes.
[[nodiscard]] std::optional<Form> form_from_suffix(std::string_view file_name);
/// By what the text starts with; a table if with nothing that the others start with.
[[nodiscard]] Form guess_form(std::string_view text);

/// The metadata of a table, in a file of its own.
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
/// SSSOM/RDF in Turtle, also as it was written before it was specified. Throws FormatError: `rdf.syntax` with
/// line and column, `sssom.form` if there is not just one set, `sssom.too-large`.
[[nodiscard]] MappingSet read_turtle(std::string_view text, const std::string& file);

/// Any of them; the form is guessed unless it is given.
[[nodiscard]] MappingSet read(std::string_view text, const std::string& file, std::optional<Form> form = {},
                              const ExternalMetadata* metadata = nullptr);

} // namespace micrograph::sssom
