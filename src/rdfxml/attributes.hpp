#pragma once

#include "document/xml.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace micrograph::rdfxml {

/// The attributes of one element, sorted by what they mean to RDF/XML (RDF 1.1 XML Syntax, section 6.1.2).
/// Views are valid as long as the attributes given are.
struct Attributes {
  std::optional<std::string_view> language; ///< xml:lang
  std::optional<std::string_view> base;     ///< xml:base
  std::optional<std::string_view> id;
  std::optional<std::string_view> about;
  std::optional<std::string_view> node_id;
  std::optional<std::string_view> resource;
  std::optional<std::string_view> datatype;
  std::optional<std::string_view> parse_type;
  /// Property attributes, rdf:type among them: IRI and value.
  std::vector<std::pair<std::string, std::string_view>> properties;

  /// True if there is anything that RDF gives a meaning to.
  [[nodiscard]] bool any() const;

  /// Takes in the attributes of an element in place of what was held before. Returns what is wrong with them,
  /// in words, or nothing.
  [[nodiscard]] std::string assign(std::span<const document::XmlAttribute> attributes);

private:
  [[nodiscard]] std::optional<std::string_view>* named(std::string_view local);
  [[nodiscard]] std::string add_rdf(std::string_view local, std::string_view value);
};

} // namespace micrograph::rdfxml
