#pragma once

#include "mapping/mapper.hpp"
#include "mapping/profile.hpp"
#include "mapping/source_filter.hpp"
#include "sssom/mapping_set.hpp"
#include "mapping/value_cast.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace micrograph::mapping {

/// A row of an SSSOM table that says that a class or property of a source is one of the profile.
class TermRule {
public:
  /// Absent if the row does not act: another predicate, a modifier, NoTermFound.
  [[nodiscard]] static std::optional<TermRule> from(const sssom::MappingSet& set, const sssom::Mapping& mapping,
                                                    const Profile& profile);

  /// Adds the statements of a source that the row looks at.
  void add_needed(NeededStatements& needed) const;

  /// Appends what the row makes of a source, with derivations by `index`; and all places that were used. A
  /// value that the target cannot take is noted in the OddityLog of this thread as `mapping.value.invalid`.
  void apply(const rdf::DocumentGraph& source, std::uint32_t index, std::vector<AlignedStatement>& statements,
             std::vector<std::string>& used) const;

private:
  void apply_class(const rdf::DocumentGraph& source, rdf::DocumentGraph::Node subject,
                   const Derivation& derivation, std::vector<AlignedStatement>& statements,
                   std::vector<std::string>& used) const;
  void apply_property(const rdf::DocumentGraph& source, rdf::DocumentGraph::Node property,
                      const Derivation& derivation, std::vector<AlignedStatement>& statements,
                      std::vector<std::string>& used) const;

  std::string source_term_, target_term_;
  bool is_class_ = false;
  ValueType type_;
  Status status_ = Status::stated;
};

} // namespace micrograph::mapping
