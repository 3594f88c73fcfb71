#pragma once

#include "formats/mrc/header.hpp"

namespace micrograph::formats::mrc {

/// Adds what the extended header says: symmetry operators, or a `Section` for each section that it tells of.
///
/// Known are those of FEI (FEI1, FEI2), SerialEM (SERI), the one after Agard with integers and reals (AGAR, and files without a type
/// whose counts fit), and texts (CCP4, MRCO, none). Others are reported as `mrc.extended-header`; fewer sections than the header
/// promises, and more than are read, as `mrc.sections`.
void add_extended_header(ByteSource& bytes, const Header& header, document::Record& record, FindingSink& findings);

} // namespace micrograph::formats::mrc
