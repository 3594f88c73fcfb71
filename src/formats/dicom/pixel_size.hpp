#pragma once

#include "base/json_value.hpp"
#include "formats/oddities.hpp"

namespace micrograph::formats::dicom {

/// Holds the bytes of the pixels, which were not read, against rows, columns, samples, frames and allocated bits; other than that many
/// is noted as `dicom.pixel-size`. Not of compressed pixels, and not of colours with fewer samples than they name.
void check_pixel_size(const JsonValue& dataset, Oddities& oddities);

} // namespace micrograph::formats::dicom
