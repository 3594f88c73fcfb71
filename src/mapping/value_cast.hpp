#pragma once

#include "rdf/term.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::mapping {

/// What kind of value a property takes, by its rdfs:range in the profile.
struct ValueType {
  std::vector<std::string> datatypes; ///< to try, in the order of docs/mapping.md; empty means any text
  bool takes_text = true;             ///< xsd:string and kin, or no range at all
  bool open = true;                   ///< no range at all
  bool takes_nodes = false;           ///< a class or rdfs:Resource
};
[[nodiscard]] ValueType value_type(const std::vector<std::string>& ranges);

/// The text as a value of the type. Absent if it fits none of what the type takes.
[[nodiscard]] std::optional<rdf::Term> cast(std::string_view text, const ValueType& type);

} // namespace micrograph::mapping
