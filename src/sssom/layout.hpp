#pragma once

#include "sssom/write.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace micrograph::sssom {

/// Makes a set ready for a writer: condensed or propagated, IRIs as CURIEs where there are prefixes, the
/// version that it needs. `curies_only`: throws FormatError `sssom.no-curie` if there is no prefix.
void lay_out(MappingSet& set, bool condensed, bool curies_only, const WriteOptions& options);

/// Names of the slots that some mapping has.
[[nodiscard]] std::set<std::string, std::less<>> names_in_mappings(const MappingSet& set);

/// Names of the extensions that the set itself has; and that its mappings have. By their properties.
[[nodiscard]] std::vector<std::string> set_extensions(const MappingSet& set);
[[nodiscard]] std::vector<std::string> mapping_extensions(const MappingSet& set);
/// Definitions of extensions that are used, by their properties.
[[nodiscard]] std::vector<const ExtensionDefinition*> used_definitions(const MappingSet& set);

/// True if a type_hint says that the values of an extension are CURIEs or IRIs.
[[nodiscard]] bool is_reference_type(std::string_view type_hint_iri);

/// The prefixes that some value of the set makes use of, without the built-in ones.
[[nodiscard]] std::map<std::string, std::string> used_prefixes(const MappingSet& set);

} // namespace micrograph::sssom
