#pragma once

#include "graph/text_search.hpp"
#include "query/expression.hpp"
#include "query/local_terms.hpp"

#include <optional>
#include <span>

namespace micrograph::query {

/// What a filter requires of the text of one variable's term; terms that do not have it make the filter false or an error.
struct TextFilter {
  VariableIndex variable = no_variable;
  graph::TextRequirement requirement;
};

/// Reads a filter: CONTAINS, STRSTARTS, STRENDS, REGEX and `=` of a variable, or of STR, LCASE, UCASE of it, and a text that
/// is known now; `||` and `&&` of such filters of the same variable. Absent for everything else.
///
/// `parameters` is a row of the frame with the values of variables that have one in every solution.
[[nodiscard]] std::optional<TextFilter> text_filter(const Expression& condition, const LocalTerms& terms,
                                                    std::span<const graph::ValueId> parameters);

} // namespace micrograph::query
