#pragma once

#include "document/document.hpp"

#include <string_view>

namespace micrograph::formats::zeiss_sem_tiff {

/// The settings of a scanning microscope of ZEISS as a record `ZeissSEM`: the numbers that stand first, and each parameter by its key
/// (`AP_WD`), with what its line says (`3.9 mm`) and what the line calls it (`WD`).
///
/// A line is divided by its first `=`, or else its first `:`. One that is no parameter's is kept as `Line`.
[[nodiscard]] document::Record read_settings(std::string_view text);

} // namespace micrograph::formats::zeiss_sem_tiff
