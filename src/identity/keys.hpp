#pragma once

#include "base/diagnostic.hpp"
#include "graph/quad_source.hpp"
#include "identity/entities.hpp"
#include "identity/evidence.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::identity {

/// Kinds of values of which one thing has only one, so that two different ones tell two things apart.
enum class Exclusive : std::uint8_t { none, kind, part, light_source, orcid, ror, biosample, doi, dicom_uid, sha256, sha1, serial };
[[nodiscard]] std::string_view name_of(Exclusive kind);

/// A value that a thing has to itself.
struct Fact {
  Exclusive kind = Exclusive::none;
  std::uint64_t value = 0; ///< a hash of it
  friend auto operator<=>(const Fact&, const Fact&) = default;
};

/// An entity has this value, which no other thing has.
struct Key {
  std::uint64_t text_at = 0;
  std::uint32_t text_size = 0;
  std::uint32_t entity = 0;
  std::uint32_t stated = own_name;
  Rule rule = Rule::identifier;
};

/// The hard evidence of all entities: keys by rule, text and entity; and the values that tell things apart.
class Keys {
public:
  /// Reports `identity.several-identifiers` for an entity with two values of a kind of which a thing has one.
  Keys(const graph::QuadSource& source, const Entities& entities, FindingSink& findings);

  [[nodiscard]] const std::vector<Key>& sorted() const { return keys_; }
  /// The value without its family, for people. Borrowed.
  [[nodiscard]] std::string_view value(const Key& key) const { return text(key).substr(1); }
  /// True if both say the same of entities of one family.
  [[nodiscard]] bool equal(const Key& a, const Key& b) const { return a.rule == b.rule && text(a) == text(b); }

  struct EntityFact {
    std::uint32_t entity = 0;
    Fact fact;
  };
  [[nodiscard]] const std::vector<EntityFact>& facts() const { return facts_; }

private:
  class Reader;
  [[nodiscard]] std::string_view text(const Key& key) const {
    return std::string_view(pool_).substr(key.text_at, key.text_size);
  }

  std::string pool_;
  std::vector<Key> keys_;
  std::vector<EntityFact> facts_;
};

} // namespace micrograph::identity
