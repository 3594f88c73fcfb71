#pragma once

#include "base/diagnostic.hpp"
#include "base/json_value.hpp"

#include <string>

namespace micrograph::formats::dicom {

/// Takes the values out of `dataset` (DICOM JSON Model) that tell who somebody is: the patient, but for species, strain and
/// breed; names and addresses of whoever took part; numbers of orders, visits and devices; comments; and vendors' own elements
/// and free texts that repeat the patient's name or number. `withheld: true` stands where a value was.
/// docs/formats/dicom.md lists the attributes. Returns how many attributes lost theirs.
std::size_t withhold_personal_data(JsonValue& dataset);

/// One finding that says how many; none for none.
void report_withheld(std::size_t count, const std::string& source, FindingSink& findings);

} // namespace micrograph::formats::dicom
