#pragma once

#include "formats/format.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

namespace micrograph::formats::dicom {

[[nodiscard]] const FormatInfo& info();
[[nodiscard]] std::optional<Identification> identify(const Candidate& candidate);

/// Where the elements begin: behind the preamble and `DICM`, or at the start if two sound elements stand there. Absent if this
/// is not DICOM.
[[nodiscard]] std::optional<std::uint64_t> start_of_elements(std::span<const std::byte> head);

/// Bytes of a file's start that start_of_elements() looks at.
inline constexpr std::size_t head_size = 4096;

} // namespace micrograph::formats::dicom
