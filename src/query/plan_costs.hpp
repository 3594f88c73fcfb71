#pragma once

namespace micrograph::query {

// Costs in microseconds, about: what opening a scan, walking over a row and hashing one take. Only their ratios matter.
inline constexpr double open_cost = 0.6;
inline constexpr double row_cost = 0.03;
inline constexpr double hash_cost = 0.12;
/// Evaluating a filter on a text, most of which is decoding the term.
inline constexpr double text_cost = 0.25;

} // namespace micrograph::query
