#pragma once

/// The IRIs that code mentions. Everything else about vocabularies is data: `mappings/`, `ontologies/`.
namespace micrograph::rdf::vocabulary {

namespace rdf {
inline constexpr char type[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
inline constexpr char value[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value";
inline constexpr char first[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first";
inline constexpr char rest[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest";
inline constexpr char nil[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil";
inline constexpr char lang_string[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";
} // namespace rdf

namespace xsd {
inline constexpr char string[] = "http://www.w3.org/2001/XMLSchema#string";
inline constexpr char boolean[] = "http://www.w3.org/2001/XMLSchema#boolean";
inline constexpr char integer[] = "http://www.w3.org/2001/XMLSchema#integer";
inline constexpr char decimal[] = "http://www.w3.org/2001/XMLSchema#decimal";
inline constexpr char float_[] = "http://www.w3.org/2001/XMLSchema#float";
inline constexpr char double_[] = "http://www.w3.org/2001/XMLSchema#double";
inline constexpr char date[] = "http://www.w3.org/2001/XMLSchema#date";
inline constexpr char date_time[] = "http://www.w3.org/2001/XMLSchema#dateTime";
inline constexpr char g_year[] = "http://www.w3.org/2001/XMLSchema#gYear";
} // namespace xsd

/// Terms minted here because no shared vocabulary has them; see ontologies/core.
namespace micrograph {
inline constexpr char base[] = "https://w3id.org/micrograph/";
/// Vocabulary of the lifted documents themselves: position, whitespace, namespace declarations.
inline constexpr char xml_document[] = "https://w3id.org/micrograph/xml#";
/// Start of the vocabularies of sources that have no RDF namespace: `…/source/czi#Fluor`.
inline constexpr char source[] = "https://w3id.org/micrograph/source/";
/// Extension functions that rules may call.
inline constexpr char function[] = "https://w3id.org/micrograph/function#";
/// Quantities named by their value: `…/quantity/0.5;MicroM`.
inline constexpr char quantity[] = "https://w3id.org/micrograph/quantity/";
/// Our own imports, activities that made the graphs of all sources: `…/run/PROGRAM/MAPPINGS` (docs/provenance.md).
inline constexpr char import_run[] = "https://w3id.org/micrograph/run/";
} // namespace micrograph

} // namespace micrograph::rdf::vocabulary
