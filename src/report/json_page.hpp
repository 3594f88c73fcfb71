#pragma once

#include "report/page.hpp"

#include <iosfwd>

namespace micrograph::report {

/// Writes what the page says as JSON, for programs; docs/report.md has its keys. Numbers are not rounded, names as they are on the
/// page. Throws IoError `output.failed`.
void write_json(std::ostream& out, const Page& page);

} // namespace micrograph::report
