#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace micrograph::document {

/// A `script` element of an HTML page.
struct HtmlScript {
  std::string id;   ///< empty if it has none
  std::string type; ///< the media type as written; empty if it has none
  std::string text;
};

struct HtmlScripts {
  std::vector<HtmlScript> scripts; ///< in the order of the page
  std::optional<std::string> base; ///< `href` of the first `base` element that has one
};

/// Reads any UTF-8 text as HTML, as HtmlReader does: what is wrong with it is passed over. Nothing is loaded.
[[nodiscard]] HtmlScripts read_html_scripts(std::string_view page);

} // namespace micrograph::document
