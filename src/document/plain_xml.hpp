#pragma once

#include <cstddef>
#include <string_view>

namespace micrograph::document {

/// True if there is surely nothing in the text of a document that XmlInput leaves out or counts against its limits: no control
/// character, character reference or declaration, and no tag that could have more than `most_attributes`. Most documents are so, and
/// telling it takes a fraction of the time that going through them character by character does.
[[nodiscard]] bool is_plain_xml(std::string_view text, std::size_t most_attributes);

} // namespace micrograph::document
