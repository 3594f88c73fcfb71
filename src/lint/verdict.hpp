#pragma once

#include "base/diagnostic.hpp"
#include "vocabulary/vocabularies.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace micrograph::lint {

/// What is wrong with a thing, before it is known where the thing stands.
struct Verdict {
  std::string code;
  Severity severity = Severity::warning;
  std::string text; ///< one sentence, with what would be right
};

/// Whether the nearest term is looked for. It is compared with a whole vocabulary, so whoever judges what others wrote stops
/// asking after `most_suggestions`: nobody reads more, and a file of made-up terms shall not take hours.
enum class Suggest { nearest, nothing };
inline constexpr std::size_t most_suggestions = 1000;

/// What is wrong with an IRI as it is spelt, whatever it is used for: `term.slip`, `term.unknown`, `term.deprecated`. Absent if
/// nothing is, as far as we know: of namespaces that no pack has, we know nothing.
[[nodiscard]] std::optional<Verdict> judge_iri(const vocabulary::Vocabularies& vocabularies, std::string_view iri,
                                               Suggest suggest = Suggest::nearest);

/// What is wrong with what a prefix was declared to stand for: `term.slip`.
[[nodiscard]] std::optional<Verdict> judge_prefix(const vocabulary::Vocabularies& vocabularies, std::string_view name,
                                                  std::string_view iri);

/// What is wrong with calling the IRI so: `term.label`, a warning where that is the label of another term of the same
/// vocabulary and kind, and otherwise a note. Absent if the vocabulary has no such term, or gives it that label but for case and
/// punctuation, or gives it none.
[[nodiscard]] std::optional<Verdict> judge_label(const vocabulary::Vocabularies& vocabularies, std::string_view iri,
                                                 std::string_view label);

} // namespace micrograph::lint
