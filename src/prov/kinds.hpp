#pragma once

#include "prov/model.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace micrograph::prov {

/// What an argument of a record names.
enum class Role : std::uint8_t { entity, activity, agent, usage, generation, bundle, time, anything };

struct ArgumentSpec {
  const char* name; ///< local name in PROV-JSON and PROV-XML
  /// Local name of the property of PROV-O that leads to it: from the record if that is an activity or a
  /// qualified influence, from the first argument if the kind is never qualified. Null for the first argument
  /// of a relation.
  const char* property;
  Role role;
  /// True if PROV-DM wants it: a record without it is none.
  bool required;
};

/// How a kind of record is written down. Local names are those of the namespace of PROV.
struct KindSpec {
  Kind kind;
  const char* name;      ///< in PROV-N, PROV-JSON and PROV-XML: `wasGeneratedBy`
  const char* label;     ///< for people
  const char* clazz;     ///< class of PROV-O; null if the relation is never qualified
  const char* direct;    ///< property of PROV-O from the first argument to the second; null for elements
  const char* qualified; ///< property of PROV-O from the first argument to the qualified influence; or null
  std::span<const ArgumentSpec> arguments;

  [[nodiscard]] bool is_element() const { return direct == nullptr; }
};

[[nodiscard]] std::span<const KindSpec> kind_specs();
[[nodiscard]] const KindSpec& spec_of(Kind kind);
/// By `name`. Absent if there is no such kind.
[[nodiscard]] std::optional<Kind> kind_from_name(std::string_view name);
/// A derivation with a type of its own: PROV-N `prov:Revision`, PROV-O `prov:qualifiedRevision`, PROV-XML
/// `wasRevisionOf`.
struct DerivationSpec {
  const char* name; ///< element of PROV-XML
  const char* clazz;
  const char* direct;
  const char* qualified;
};
[[nodiscard]] std::span<const DerivationSpec> special_derivations();

} // namespace micrograph::prov
