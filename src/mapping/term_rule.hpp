#pragma once

#include "mapping/mapper.hpp"
#include "mapping/profile.hpp"
#include "mapping/rule_vocabulary.hpp"
#include "mapping/source_graph.hpp"
#include "mapping/value_cast.hpp"
#include "sssom/mapping_set.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace micrograph::mapping {

/// A row of an SSSOM table that says that a class or property of a source is one of the profile.
class TermRule {
public:
  /// Absent if the row does not act: another predicate, a modifier, NoTermFound. Otherwise its term, and the statements of a
  /// source that it looks at, are added to the vocabulary.
  [[nodiscard]] static std::optional<TermRule> from(const sssom::MappingSet& set, const sssom::Mapping& mapping,
                                                    const Profile& profile, RuleVocabulary& vocabulary);

  /// Appends what the row makes of a source, with derivations by `index`; and all places that were used. A
  /// value that the target cannot take is noted in the OddityLog of this thread as `mapping.value.invalid`.
  void apply(const SourceGraph& source, std::uint32_t index, std::vector<AlignedStatement>& statements,
             std::vector<std::string>& used) const;

private:
  void add_to(RuleVocabulary& vocabulary);
  void apply_class(const SourceGraph& source, const Derivation& derivation,
                   std::vector<AlignedStatement>& statements, std::vector<std::string>& used) const;
  void apply_property(const SourceGraph& source, const Derivation& derivation,
                      std::vector<AlignedStatement>& statements, std::vector<std::string>& used) const;

  std::string source_term_, target_term_;
  RuleVocabulary::Number source_number_ = 0, type_number_ = 0, value_number_ = 0;
  bool is_class_ = false;
  ValueType type_;
  Status status_ = Status::stated;
};

} // namespace micrograph::mapping
