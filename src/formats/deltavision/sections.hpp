#pragma once

#include "formats/deltavision/header.hpp"

namespace micrograph::formats::deltavision {

/// Adds to each channel what the extended header says of its sections: when and where it was taken, how long it was exposed, through
/// what light. Fewer sections than the header promises, and more than are read, are reported as `deltavision.sections`.
void add_sections(ByteSource& bytes, const Header& header, const Dimensions& dimensions, std::vector<document::Record>& channels,
                  FindingSink& findings);

} // namespace micrograph::formats::deltavision
