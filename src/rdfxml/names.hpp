#pragma once

#include <cstddef>
#include <string_view>

/// The names that RDF/XML keeps for itself, and what XML takes for a name.
namespace micrograph::rdfxml {

inline constexpr std::string_view rdf_namespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
inline constexpr std::string_view xml_namespace = "http://www.w3.org/XML/1998/namespace";
inline constexpr std::string_view xmlns_namespace = "http://www.w3.org/2000/xmlns/";

/// What a name of the RDF namespace may stand for in a document (RDF 1.1 XML Syntax, section 6.2.5 to 6.2.9),
/// given its local name. Every name of another namespace may stand anywhere.
[[nodiscard]] bool may_name_node(std::string_view local);
[[nodiscard]] bool may_name_property(std::string_view local);
[[nodiscard]] bool may_name_property_attribute(std::string_view local);

/// NCName of Namespaces in XML 1.0.
[[nodiscard]] bool is_nc_name(std::string_view text);
/// Where the longest NCName begins that ends `text`; the length of the text if there is none.
[[nodiscard]] std::size_t nc_name_suffix(std::string_view text);
/// True if the first character may begin an NCName.
[[nodiscard]] bool starts_nc_name(std::string_view text);
/// True for names that begin with `xml` in any case, which XML keeps for itself.
[[nodiscard]] bool begins_with_xml(std::string_view name);

/// Where the first character stands that XML 1.0 cannot hold, in whatever spelling, or that is not UTF-8;
/// npos if there is none.
[[nodiscard]] std::size_t first_unwritable(std::string_view text);

} // namespace micrograph::rdfxml
