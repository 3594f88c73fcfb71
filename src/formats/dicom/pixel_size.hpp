#pragma once

#include "base/diagnostic.hpp"
#include "base/json_value.hpp"

#include <string>

namespace micrograph::formats::dicom {

/// Holds the bytes of the pixels, which were not read, against rows, columns, samples, frames and allocated bits; other than that many
/// is reported as `dicom.pixel-size`. Not of compressed pixels, and not of colours with fewer samples than they name.
void check_pixel_size(const JsonValue& dataset, const std::string& source, FindingSink& findings);

} // namespace micrograph::formats::dicom
