#pragma once

#include "rdf/term.hpp"

#include <optional>
#include <string_view>

namespace micrograph::mapping {

/// An xsd:dateTime from a number that counts from some day, as programs store moments:
///
/// | encoding | the number | exact to |
/// | --- | --- | --- |
/// | `julian-day` | days since noon of 1 January 4713 BC | a millisecond |
/// | `ole-day` | days since 30 December 1899 | a millisecond |
/// | `filetime` | 100 ns since 1601 (Windows) | 100 ns |
/// | `filetime-hex` | the same in hexadecimal | 100 ns |
///
/// `zone` is put behind it: `Z`, or nothing where the program does not say which time it is. Absent if the text is no
/// such number, the encoding is another, or the year is not within 1601 and 9999.
[[nodiscard]] std::optional<rdf::Term> read_moment(std::string_view text, std::string_view encoding, std::string_view zone);

} // namespace micrograph::mapping
