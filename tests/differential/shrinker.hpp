#pragma once

#include "differential/query_text.hpp"
#include "rdf/term.hpp"

#include <functional>
#include <string>
#include <vector>

namespace micrograph::differential {

/// Takes parts out of query and data as long as the two `still_fail`, until nothing more can go.
void shrink(QueryText& query, std::vector<rdf::Quad>& quads,
            const std::function<bool(const std::string&, const std::vector<rdf::Quad>&)>& still_fail);

} // namespace micrograph::differential
