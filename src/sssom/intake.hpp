#pragma once

#include "sssom/mapping_set.hpp"

#include <set>
#include <string>
#include <string_view>

namespace micrograph::sssom {

/// What the readers of all forms share: puts what a file says into a set, if SSSOM has a place for it, and
/// notes as an oddity what it has none for. Prefixes and extensions must be told before slots.
class Intake {
public:
  explicit Intake(MappingSet& set) : set_(set) {}

  void prefix(std::string_view name, std::string_view iri, const Place& place);
  /// A definition that the specification has readers ignore is ignored.
  void define(ExtensionDefinition definition, const Place& place);
  void set_slot(std::string_view name, Values values, const Place& place);
  /// The mapping's place must be known.
  void mapping_slot(Mapping& mapping, std::string_view name, Values values);
  /// False, and noted the first time, if a mapping can have no slot of that name.
  [[nodiscard]] bool knows_mapping_slot(std::string_view name, const Place& place);
  void note(const char* code, Severity severity, std::string text, const Place& place);
  /// Call at the end: puts today's slots in the place of those before 1.0, and propagates.
  void finish();

private:
  [[nodiscard]] bool is_extension(std::string_view name) const;

  MappingSet& set_;
  std::set<std::string, std::less<>> unknown_;
  bool has_old_slots_ = false;
};

} // namespace micrograph::sssom
