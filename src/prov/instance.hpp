#pragma once

#include "prov/model.hpp"
#include "prov/terms.hpp"

#include <span>
#include <string_view>

namespace micrograph::prov {

/// Stands before a canonical time in the text of its term.
inline constexpr std::string_view time_prefix = "time ";

/// A record whose identifiers and times are terms.
struct Statement {
  Kind kind = Kind::entity;
  TermId id = 0;
  std::array<TermId, max_arguments> arguments{};
  /// The record that says it, or from which it follows.
  const Record* origin = nullptr;
};

/// The records of one instance on their way to the normal form.
struct Instance {
  TermPool terms;
  std::vector<Statement> statements;
  std::size_t inferred_from = 0; ///< infer() has seen so many of the statements
};

/// Expands short forms and placeholders (PROV-CONSTRAINTS, section 4: definitions 1 to 4). The records must
/// have the arguments that PROV-DM requires, and must outlive the instance.
[[nodiscard]] Instance expand(std::span<const Record* const> records);

/// Adds what follows by the inferences whose conclusions a constraint looks at: Inference 5, 7 to 11, 13 and
/// 14, and the inference of PROV-LINKS that mentions specialize. Each is applied once to each statement,
/// those that were inferred included; none feeds on its own conclusions, so this ends.
///
/// Without bearing on validity, and not drawn: Inference 6 (Constraint 35 follows from 33, 34 and 37 without
/// it), 12, 16 to 18 and 20 (alternates are constrained only to be entities, which what they follow from says
/// already), 15 (influences are constrained to nothing). Inference 19 is part of the search for cycles that
/// check_impossible() does.
void infer(Instance& instance);

/// Inference 21 (specialization-attributes-inference): who specializes an entity is one. True if there was
/// one to add; infer() has then been drawn from it. (The attributes that are inherited are followed by
/// check_impossible().)
[[nodiscard]] bool infer_specializing_entities(Instance& instance);

/// A record as PROV-N has it but for IRIs between `<` and `>` and no attributes; for messages.
[[nodiscard]] std::string describe(const Record& record);

} // namespace micrograph::prov
