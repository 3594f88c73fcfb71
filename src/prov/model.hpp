#pragma once

#include "rdf/term.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace micrograph::prov {

/// What PROV-DM says things about, and in which ways. In the order of kind_specs().
enum class Kind : std::uint8_t {
  entity,
  activity,
  agent,
  generation,
  usage,
  communication,
  start,
  end,
  invalidation,
  derivation,
  attribution,
  association,
  delegation,
  influence,
  specialization,
  alternate,
  mention,
  membership,
};

constexpr std::size_t kind_count = 18;
constexpr std::size_t max_arguments = 5;

/// A further attribute of a record. `prov:type`, `prov:label`, `prov:location`, `prov:role` and `prov:value`
/// are named as PROV-DM has them, whatever PROV-O calls the property.
struct Attribute {
  std::string name; ///< IRI
  /// An IRI (a qualified name), a blank node, or a literal.
  rdf::Term value;

  friend bool operator==(const Attribute&, const Attribute&) = default;
};

/// One statement of PROV-DM: `used(id; activity, entity, time, [attributes])`.
struct Record {
  Kind kind = Kind::entity;
  /// An IRI, or `_:label` for what exists without a name. Absent only where a relation was given none.
  std::optional<std::string> id;
  /// In the order of PROV-N, what stands where being said by spec_of(). Identifiers are as `id`, times are
  /// lexical forms of xsd:dateTime. Absent where PROV-N has `-`, and always behind the last of the kind.
  std::array<std::optional<std::string>, max_arguments> arguments{};
  std::vector<Attribute> attributes;

  friend bool operator==(const Record&, const Record&) = default;
};

/// A named set of records.
struct Bundle {
  std::string id; ///< as that of a record
  std::vector<Record> records;

  friend bool operator==(const Bundle&, const Bundle&) = default;
};

/// A PROV document: the records at its top level, and its bundles.
struct Document {
  /// IRI by prefix, for writers; the empty prefix stands for the default namespace.
  std::map<std::string, std::string> prefixes;
  std::vector<Record> records;
  std::vector<Bundle> bundles;
};

/// Readers refuse documents with more (FormatError `prov.too-large`).
constexpr std::size_t max_records = std::size_t{1} << 22;

} // namespace micrograph::prov
