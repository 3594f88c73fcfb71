#pragma once

#include "report/page.hpp"

#include <iosfwd>
#include <string>

namespace micrograph::report {

/// Draws what leads to what as boxes with arrows, origins at the left. Labels are cut to what the boxes hold; whole, they are
/// what a pointer that rests on the box reads. `id` must be the only one of its name on the page.
void write_layered(std::ostream& out, const Drawing& graph, const std::string& title, const std::string& id);

} // namespace micrograph::report
