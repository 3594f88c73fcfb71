#pragma once

#include "report/page.hpp"

#include <iosfwd>
#include <string>

namespace micrograph::report {

/// Writes the page as one HTML file that stands alone: no script, no address that a browser would fetch, and a policy in it
/// (Content-Security-Policy) that lets the browser fetch and run nothing but the page's own style. Texts are escaped, and the
/// same page gives the same bytes.
void write_page(std::ostream& out, const Page& page);

/// What the page lets a browser do: its own style, known by its SHA-256.
[[nodiscard]] std::string content_policy();

} // namespace micrograph::report
