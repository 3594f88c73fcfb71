#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace micrograph {

/// Text in one of the character sets that the C library knows (`ISO-8859-5`, `EUC-JP`, `GB18030`), as UTF-8. Absent if the
/// set is unknown or the bytes are not text in it. The only user of iconv.
[[nodiscard]] std::optional<std::string> utf8_from(const char* character_set, std::string_view bytes);

} // namespace micrograph
