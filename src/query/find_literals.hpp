#pragma once

#include "graph/quad_source.hpp"
#include "rdf/term.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace micrograph::query {

/// How well a text fits what was typed into a search box, best first.
enum class TextMatch {
  start, ///< it starts with it
  word,  ///< it has it with no letter or digit before or after
  part,  ///< it has it somewhere
};

struct FoundLiteral {
  TextMatch match = TextMatch::part;
  rdf::Term term;
};

/// Plain strings and strings with a language of the default graph that hold a text, whatever the case: the best `limit`, best
/// first, short ones before long ones. None for an empty text.
///
/// Where the source has no text index, or the text is too short for it, every object is looked at.
[[nodiscard]] std::vector<FoundLiteral> find_literals(const graph::QuadSource& source, std::string_view text,
                                                      std::size_t limit);

} // namespace micrograph::query
