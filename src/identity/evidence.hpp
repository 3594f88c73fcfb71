#pragma once

#include <cstdint>
#include <string_view>

namespace micrograph::identity {

/// Why two entities are taken for one, strongest first: in this order links are made, so that where they exclude each other
/// the stronger one holds.
enum class Rule : std::uint8_t {
  // Hard evidence, which makes owl:sameAs.
  accepted,   ///< a person decided so
  asserted,   ///< a source states owl:sameAs
  identifier, ///< equal persistent identifier
  uuid,
  checksum,
  serial,     ///< equal serial number of equal make and model
  // Soft evidence, which makes candidates.
  full_name,
  initials,
  several_initials,
  transposed_name, ///< the same words in another order
  affiliation,
  email,
  account,    ///< equal user name in one institution
  same_work,  ///< both made the same work
  co_authors, ///< they made works with the same people
  title,
  similar_title,
  same_creators,
  same_year,
  shared_uuid,      ///< a UUID that works of other titles have, too
  same_publication, ///< both cite the same publication
  acquisition_date,
  image_size,
  pixel_size,
  make_and_model,
  organism,
};

/// `orcid` is told of identifiers by their scheme; this is the rule: `identifier`, `full-name` …
[[nodiscard]] std::string_view name_of(Rule rule);
[[nodiscard]] constexpr bool is_hard(Rule rule) { return rule <= Rule::serial; }

/// In the place of the number of a statement: none, since the entity's own name is the evidence.
inline constexpr std::uint32_t own_name = 0xFFFFFFFF;

/// A link between two entities by hard evidence.
struct Link {
  std::uint32_t a = 0, b = 0;
  Rule rule = Rule::identifier;
  /// Numbers of statements (Entities::statements()); of Rule::accepted both are the number of the decision.
  std::uint32_t stated_a = own_name, stated_b = own_name;
};

} // namespace micrograph::identity
