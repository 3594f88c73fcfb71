#pragma once

#include "base/diagnostic.hpp"
#include "mapping/profile.hpp"
#include "vocabulary/vocabularies.hpp"

#include <map>
#include <string>
#include <string_view>

namespace micrograph::lint {

/// Every IRI that a query or rule mentions, whole or with a prefix, as judge_iri() sees it, with line and column. `name` is what
/// findings call the text. Throws QueryError `query.syntax` for what no query can consist of.
void lint_query(std::string_view text, const std::string& name, const vocabulary::Vocabularies& vocabularies,
                FindingSink& findings);

/// The ids and labels of a mapping set in SSSOM/TSV, with the line of each row. Throws FormatError `mapping.table`,
/// `mapping.yaml`.
void lint_mappings(std::string_view text, const std::string& name, const vocabulary::Vocabularies& vocabularies,
                   FindingSink& findings);

/// The unit in which each property's quantities are kept (`profile:canonicalUnit`), from the Turtle files of the profile.
/// Throws FormatError `rdf.syntax`.
[[nodiscard]] std::map<std::string, std::string, std::less<>>
read_canonical_units(const std::vector<mapping::LoadedFile>& turtle);

} // namespace micrograph::lint
