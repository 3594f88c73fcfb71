#pragma once

#include "quantity/unit.hpp"
#include "rdf/term.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::mapping {

/// One word of a path (docs/facts.md, "Path").
struct PathPart {
  enum class Kind { forward, inverse, of_class, has_value, without };
  Kind kind = Kind::forward;
  std::string iri; ///< the property, or the class
  rdf::Term value; ///< of has_value

  [[nodiscard]] bool is_step() const { return kind == Kind::forward || kind == Kind::inverse; }
};

enum class FactKind { quantity, literal, term, iri, present };

/// One line of facts.tsv.
struct FactDefinition {
  std::string name;
  std::size_t entity = 0; ///< into FactDefinitions::entities
  std::vector<PathPart> path;
  FactKind kind = FactKind::literal;
  std::string unit;                        ///< as shown
  std::optional<quantity::Unit> canonical; ///< of a quantity
  std::size_t index_step = 0;              ///< from 1; 0 if there is no index
  std::string label;                       ///< shown instead of the term's own
};

struct EntityType {
  std::string name;
  std::vector<std::string> classes;
};

/// What `ontologies/facts.tsv` says.
struct FactDefinitions {
  std::vector<EntityType> entities;
  std::vector<std::string> label_properties; ///< the first that a thing has is its label
  std::vector<FactDefinition> facts;
};

/// Throws FormatError with file and line: `mapping.table`, `mapping.yaml`, or `facts.definition` for what the
/// columns cannot say.
[[nodiscard]] FactDefinitions read_fact_definitions(std::string_view text, const std::string& file);

} // namespace micrograph::mapping
