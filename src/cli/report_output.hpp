#pragma once

#include "base/json.hpp"
#include "ingest/report.hpp"
#include "mapping/mapper.hpp"

#include <cstdint>
#include <iosfwd>
#include <string>

namespace micrograph::cli {

/// `file place: severity: text [code]`, one line.
void print_finding(std::ostream& out, const Finding& finding);

/// As `inspect` and `why` call it: stated, default, observed, derived.
[[nodiscard]] const char* name_of(mapping::Status status);

/// The object that `build --report` and `coverage --json` have per source.
void write_source_report(JsonWriter& json, const ingest::SourceReport& report);
/// Key `aligned`, and `aligned_core` … for its parts by layer of the profile.
void write_aligned(JsonWriter& json, std::uint64_t aligned, const ingest::AlignedByLayer& by_layer);
void write_finding(JsonWriter& json, const Finding& finding);
void write_totals(JsonWriter& json, const ingest::Totals& totals);

/// `12.3 MB`, `1.2 GB`.
[[nodiscard]] std::string human_bytes(std::uint64_t bytes);
/// `1,234,567`.
[[nodiscard]] std::string human_count(std::uint64_t count);
/// `99.5 %`; `100 %` only if all; `–` of nothing.
[[nodiscard]] std::string human_share(std::uint64_t part, std::uint64_t whole);

} // namespace micrograph::cli
