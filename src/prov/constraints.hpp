#pragma once

#include "base/diagnostic.hpp"
#include "prov/model.hpp"

#include <string>
#include <vector>

namespace micrograph::prov {

/// Holds a document against PROV-CONSTRAINTS (W3C Recommendation of 30 April 2013) and the constraint on
/// mentions of PROV-LINKS. The top level and each bundle are judged by themselves.
///
/// What is found are errors `prov.argument-missing`, `prov.uniqueness`, `prov.ordering`, `prov.typing` and
/// `prov.impossible`, whose texts name the constraint; no error means that the document is valid. A warning
/// `prov.time-order` tells of times against the order of events, which PROV-CONSTRAINTS allows. The first
/// contradiction of names or times ends the judging of its instance, since what comes after it would follow
/// from anything. `source` is the name in the places of the findings. Throws FormatError `prov.too-large` for
/// an instance that would take too many rounds of merging.
[[nodiscard]] std::vector<Finding> check_constraints(const Document& document, const std::string& source);

} // namespace micrograph::prov
