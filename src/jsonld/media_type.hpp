#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace micrograph::jsonld {

/// A media type as HTTP headers and `type` attributes spell it, without its parameters but for `profile`.
struct MediaType {
  std::string name;    ///< lower case: `application/ld+json`
  std::string profile; ///< IRIs, separated by spaces; empty if there is none

  [[nodiscard]] bool is_html() const { return name == "text/html" || name == "application/xhtml+xml"; }
  /// `application/json`, or any type that ends in `+json`.
  [[nodiscard]] bool is_json() const { return name == "application/json" || name.ends_with("+json"); }
};

[[nodiscard]] MediaType media_type(std::string_view text);

/// One entry of an HTTP Link header (RFC 8288): `<target>; rel="…"; type="…"`.
struct Link {
  std::string target;
  std::string rel;
  std::string type; ///< lower case; empty if there is none
};

/// The links of type `rel` in the text of a Link header, or of several joined by commas.
[[nodiscard]] std::vector<Link> links_with_rel(std::string_view header, std::string_view rel);

} // namespace micrograph::jsonld
