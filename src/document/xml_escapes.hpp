#pragma once

#include <string>
#include <string_view>

namespace micrograph::document {

/// Appends text as content of an element, or as value of an attribute between double quotes, as Canonical XML
/// 1.0 spells it (section 2.3): it reads back as it is, whatever white space it holds.
void append_text(std::string& out, std::string_view text);
void append_attribute_value(std::string& out, std::string_view text);

} // namespace micrograph::document
