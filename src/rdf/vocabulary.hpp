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
inline constexpr char json[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON";
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
inline constexpr char g_year_month[] = "http://www.w3.org/2001/XMLSchema#gYearMonth";
} // namespace xsd

namespace rdfs {
inline constexpr char label[] = "http://www.w3.org/2000/01/rdf-schema#label";
} // namespace rdfs

namespace owl {
inline constexpr char same_as[] = "http://www.w3.org/2002/07/owl#sameAs";
inline constexpr char equivalent_class[] = "http://www.w3.org/2002/07/owl#equivalentClass";
inline constexpr char equivalent_property[] = "http://www.w3.org/2002/07/owl#equivalentProperty";
} // namespace owl

namespace skos {
inline constexpr char pref_label[] = "http://www.w3.org/2004/02/skos/core#prefLabel";
inline constexpr char exact_match[] = "http://www.w3.org/2004/02/skos/core#exactMatch";
inline constexpr char broad_match[] = "http://www.w3.org/2004/02/skos/core#broadMatch";
} // namespace skos

namespace sssom {
inline constexpr char no_term_found[] = "https://w3id.org/sssom/NoTermFound";
} // namespace sssom

namespace dcterms {
inline constexpr char format[] = "http://purl.org/dc/terms/format";
inline constexpr char has_part[] = "http://purl.org/dc/terms/hasPart";
} // namespace dcterms

namespace foaf {
inline constexpr char primary_topic[] = "http://xmlns.com/foaf/0.1/primaryTopic";
} // namespace foaf

namespace schema {
inline constexpr char sha256[] = "http://schema.org/sha256";
} // namespace schema

namespace prov {
inline constexpr char base[] = "http://www.w3.org/ns/prov#";
inline constexpr char used[] = "http://www.w3.org/ns/prov#used";
inline constexpr char was_generated_by[] = "http://www.w3.org/ns/prov#wasGeneratedBy";
inline constexpr char was_derived_from[] = "http://www.w3.org/ns/prov#wasDerivedFrom";
inline constexpr char was_associated_with[] = "http://www.w3.org/ns/prov#wasAssociatedWith";
} // namespace prov

namespace qudt {
inline constexpr char numeric_value[] = "http://qudt.org/schema/qudt/numericValue";
inline constexpr char has_unit[] = "http://qudt.org/schema/qudt/hasUnit";
} // namespace qudt

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
/// The graph that says where all others come from (docs/provenance.md).
inline constexpr char provenance_graph[] = "https://w3id.org/micrograph/graph/provenance";
/// Of a property of the profile: the unit that its values are in.
inline constexpr char canonical_unit[] = "https://w3id.org/micrograph/profile#canonicalUnit";
/// Our own imports, activities that made the graphs of all sources: `…/run/PROGRAM/MAPPINGS` (docs/provenance.md).
inline constexpr char import_run[] = "https://w3id.org/micrograph/run/";
} // namespace micrograph

} // namespace micrograph::rdf::vocabulary
