#pragma once

#include "document/document.hpp"

#include <cstdint>

namespace micrograph::lift {

/// count_leaves() of a text. Shares no code with the lifters. Throws FormatError `text.nul`.
[[nodiscard]] std::uint64_t count_text_leaves(const document::Document& document);

} // namespace micrograph::lift
