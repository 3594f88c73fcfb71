#pragma once

#include <cstdint>
#include <string_view>

// Names of the codes in NIfTI headers (nifti1.h). Empty for codes that say nothing or that there are not.
namespace micrograph::formats::nifti {

/// Unit of the first three axes: the low three bits of xyzt_units.
[[nodiscard]] std::string_view space_unit(std::int64_t units);
/// Unit of the fourth axis: the next three bits. `Hz`, `ppm` and `rad/s` are for axes that are no time.
[[nodiscard]] std::string_view time_unit(std::int64_t units);
/// How a sample is stored: `uint8`, `float32`, `rgb24` …
[[nodiscard]] std::string_view data_type(std::int64_t code);
/// Whether an extension of that code is text: comments, XML of AFNI and CIFTI, JSON of MRS.
[[nodiscard]] bool is_text_extension(std::int32_t code);

} // namespace micrograph::formats::nifti
