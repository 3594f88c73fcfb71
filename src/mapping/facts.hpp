#pragma once

#include "mapping/mapper.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace micrograph::mapping {

/// One harmonised fact of one entity: a view on aligned statements (see docs/facts.md).
struct Fact {
  std::string name;                   ///< `objective.magnification`
  std::optional<std::uint32_t> index; ///< channel, detector or light source; absent where there is one
  rdf::Term value;                    ///< in `unit`
  std::string label;                  ///< for terms: what to show a person; empty otherwise
  std::string unit;                   ///< `µm`, `nm`, `1`; empty for text
  std::string literal;                ///< the text in the source
  rdf::Term place;                    ///< node of the source graph
  Status status = Status::stated;
};

struct Entity {
  std::string iri;
  std::string type; ///< `Image`, `Dataset`
  std::string label;
  std::vector<Fact> facts;
};

/// The facts' definitions: name, unit and the property path that leads to each, from `ontologies/facts.tsv`.
class FactView {
public:
  explicit FactView(const std::filesystem::path& ontologies);
  ~FactView();
  /// The facts of every Image and Dataset in a mapping result, in the order of the definitions.
  [[nodiscard]] std::vector<Entity> facts(const MappingResult& result) const;
  /// The IRIs of these alone, each once, which takes one walk over the statements.
  [[nodiscard]] std::vector<std::string> things(const MappingResult& result) const;

  struct State; ///< known to the implementation only

private:
  std::unique_ptr<State> state_;
};

} // namespace micrograph::mapping
