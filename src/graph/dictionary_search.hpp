#pragma once

#include "graph/dictionary.hpp"
#include "graph/text_index.hpp"
#include "graph/text_search.hpp"

#include <cstdint>
#include <optional>

namespace micrograph::graph {

/// Terms of a dictionary that may meet a requirement: by its order where the start of the text is known, otherwise by the
/// index, which may be empty. Absent if neither says anything.
///
/// Where no more than `most_read` terms remain, they are read and tested, so that hardly any is left that does not
/// meet it.
[[nodiscard]] std::optional<TextCandidates> search_dictionary(const Dictionary& dictionary, const TextIndex& index,
                                                              const TextRequirement& requirement,
                                                              std::uint64_t most_read);

} // namespace micrograph::graph
