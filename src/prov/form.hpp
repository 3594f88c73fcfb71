#pragma once

#include "base/diagnostic.hpp"
#include "prov/model.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace micrograph::prov {

/// How a PROV document is written where it is not written as RDF.
enum class Form : std::uint8_t { prov_n, prov_json, prov_xml };

/// `provn`, `prov-json`, `prov-xml`.
[[nodiscard]] std::string_view name_of(Form form);
/// Absent if unknown.
[[nodiscard]] std::optional<Form> form_from_name(std::string_view name);
/// By what a text starts with: the word `document`, an XML root element `document`, or a JSON object whose
/// first known key is one of PROV-JSON. Absent if it starts like none, as RDF does; JSON-LD has keys with `@`.
[[nodiscard]] std::optional<Form> guess_form(std::string_view start);

/// Throws what the reader of the form throws.
[[nodiscard]] Document read(std::string_view text, const std::string& source, Form form,
                            FindingSink& findings);

} // namespace micrograph::prov
