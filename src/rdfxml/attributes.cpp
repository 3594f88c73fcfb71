#include "rdfxml/attributes.hpp"

#include "rdfxml/names.hpp"

#include <algorithm>
#include <array>

namespace micrograph::rdfxml {

namespace {

/// Names that mean the same without the namespace, as documents before 2001 wrote them.
bool may_stand_bare(std::string_view local) {
  static constexpr std::array<std::string_view, 5> names{"ID", "about", "resource", "parseType", "type"};
  return std::find(names.begin(), names.end(), local) != names.end();
}

} // namespace

bool Attributes::any() const {
  return id || about || node_id || resource || datatype || parse_type || !properties.empty();
}

/// Null if the name is not one of those that a member stands for.
std::optional<std::string_view>* Attributes::named(std::string_view local) {
  return local == "ID"          ? &id
         : local == "about"     ? &about
         : local == "nodeID"    ? &node_id
         : local == "resource"  ? &resource
         : local == "datatype"  ? &datatype
         : local == "parseType" ? &parse_type
                                : nullptr;
}

std::string Attributes::add_rdf(std::string_view local, std::string_view value) {
  if (std::optional<std::string_view>* const member = named(local)) {
    if (*member)
      return "the attribute rdf:" + std::string(local) + " stands twice";
    *member = value;
    return {};
  }
  if (!may_name_property_attribute(local))
    return "rdf:" + std::string(local) + " may not be an attribute";
  properties.emplace_back(std::string(rdf_namespace).append(local), value);
  return {};
}

std::string Attributes::assign(std::span<const document::XmlAttribute> attributes) {
  language = base = id = about = node_id = resource = datatype = parse_type = std::nullopt;
  properties.clear();
  for (const document::XmlAttribute& attribute : attributes) {
    const document::XmlName& name = attribute.name;
    std::string wrong;
    if (name.uri == xml_namespace) {
      if (name.local == "lang")
        language = attribute.value;
      else if (name.local == "base")
        base = attribute.value;
    } else if (begins_with_xml(name.prefix.empty() ? name.local : name.prefix)) {
      continue; // XML's own, and none of RDF's business
    } else if (name.uri == rdf_namespace || (name.uri.empty() && may_stand_bare(name.local))) {
      wrong = add_rdf(name.local, attribute.value);
    } else if (name.uri.empty()) {
      wrong = "the attribute '" + std::string(name.local) + "' has no namespace";
    } else {
      properties.emplace_back(std::string(name.uri).append(name.local), attribute.value);
    }
    if (!wrong.empty())
      return wrong;
  }
  return {};
}

} // namespace micrograph::rdfxml
