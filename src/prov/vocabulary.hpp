#pragma once

#include <string>
#include <string_view>

namespace micrograph::prov {

/// Namespace of PROV-O, and of the names in all other forms of PROV.
inline constexpr char prov_namespace[] = "http://www.w3.org/ns/prov#";
inline constexpr char xsd_namespace[] = "http://www.w3.org/2001/XMLSchema#";

[[nodiscard]] inline std::string prov_iri(std::string_view local) {
  return std::string(prov_namespace).append(local);
}

/// The local name of a term of PROV; empty if it is none.
[[nodiscard]] inline std::string_view prov_local(std::string_view iri) {
  constexpr std::string_view start = prov_namespace;
  return iri.starts_with(start) ? iri.substr(start.size()) : std::string_view();
}

} // namespace micrograph::prov
