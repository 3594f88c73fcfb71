#pragma once

/// Names of RDF that only JSON-LD uses (JSON-LD 1.1, sections 4.2.4.1 and 10.2).
namespace micrograph::jsonld {

inline constexpr char rdf_list[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#List";
inline constexpr char rdf_language[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#language";
inline constexpr char rdf_direction[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#direction";
/// Datatypes that hold a language and a direction start so: `…#en_ltr`.
inline constexpr char i18n_namespace[] = "https://www.w3.org/ns/i18n#";

} // namespace micrograph::jsonld
