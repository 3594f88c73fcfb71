#pragma once

#include "prov/model.hpp"

#include <iosfwd>

namespace micrograph::prov {

/// Writes PROV-N, a record a line. Namespaces without a prefix get one. Blank nodes keep their `_:label`,
/// which read_prov_n() takes back though the grammar of PROV-N has none; an argument that is missing is `-`.
/// Throws IoError `output.failed` if the stream failed.
void write_prov_n(const Document& document, std::ostream& out);

} // namespace micrograph::prov
