#pragma once

#include "rdf/term.hpp"

#include <optional>
#include <string_view>

namespace micrograph::mapping {

// Dates from the ways in which instruments and people write them: ISO 8601 (2024-01-31T14:25:00.5+01:00, also
// with a space), DICOM (20240131, 20240131142500.5), TIFF (2024:01:31 14:25:00), and with the month as a word
// (31 Jan 2024, Wed Jan 31 14:25:00 2024, January 31, 2024). Years 1 to 9999; a date that is in no calendar
// is absent, and so is one that can be read in two ways (01/02/2024).

/// An xsd:date, xsd:gYearMonth or xsd:gYear, as exact as the text. Absent if the text has a time.
[[nodiscard]] std::optional<rdf::Term> read_date(std::string_view text);

/// An xsd:dateTime; with a zone only if the text has one, and with the digits of the second that it has (but
/// for zeros at their end). Absent if the text has no time.
[[nodiscard]] std::optional<rdf::Term> read_date_time(std::string_view text);

} // namespace micrograph::mapping
