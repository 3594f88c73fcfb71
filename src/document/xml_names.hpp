#pragma once

#include <string_view>

namespace micrograph::document {

/// NCName of Namespaces in XML 1.0: a name without a colon.
[[nodiscard]] bool is_nc_name(std::string_view text);

/// True if the text is UTF-8 and XML 1.0 can hold all of its characters, in whatever spelling.
[[nodiscard]] bool is_xml_text(std::string_view text);

} // namespace micrograph::document
