#pragma once

#include "formats/format.hpp"

namespace micrograph::formats::oif {

/// The stream of an OIB that says what its other streams are called in an OIF.
inline constexpr char names_stream[] = "OibInfo.txt";

[[nodiscard]] const FormatInfo& info();
[[nodiscard]] std::optional<Identification> identify(const Candidate& candidate);

} // namespace micrograph::formats::oif
