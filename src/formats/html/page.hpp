#pragma once

#include "formats/format.hpp"

#include <cstddef>
#include <span>
#include <string>

namespace micrograph::formats::html {

/// What an HTML page says of itself, and what is embedded in it.
struct Page {
  std::string json;                 ///< docs/formats/html.md says how it is laid out
  std::vector<std::string> json_ld; ///< texts of the scripts with JSON-LD, in their order, each once
};

/// Takes the metadata out of a page. What was left out for being too much is reported as `html.limit`.
[[nodiscard]] Page read_page(std::span<const std::byte> bytes, const std::string& source, FindingSink& findings);

} // namespace micrograph::formats::html
