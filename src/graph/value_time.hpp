#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace micrograph::graph {

/// The payloads of ids tagged date and date_time; see ValueId::from_term for what fits and how it sorts.
/// Decoding takes any payload and gives some text, so that a damaged file can do no harm.
///
/// date       instant in minutes (shifted to be positive) · 9 bits of zone
/// date_time  instant in milliseconds (likewise) · 2 bits number of fraction digits · 9 bits of zone
/// zone       0 none, 1 `Z`, otherwise 2 + 168 + offset in steps of five minutes
[[nodiscard]] std::optional<std::uint64_t> encode_date(std::string_view text);
[[nodiscard]] std::string decode_date(std::uint64_t payload);
[[nodiscard]] std::optional<std::uint64_t> encode_date_time(std::string_view text);
[[nodiscard]] std::string decode_date_time(std::uint64_t payload);

} // namespace micrograph::graph
