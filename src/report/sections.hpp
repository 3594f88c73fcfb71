#pragma once

#include "report/answer.hpp"
#include "report/page.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

/// The sections of a report, each from its questions. docs/report.md says what every figure counts.
namespace micrograph::report {

/// Whom a section asks, and what was asked before it.
struct Asking {
  const Ask& ask;
  const NameOf& name_of;
  std::uint64_t images = 0;                    ///< how many there are
  std::map<std::string, std::uint64_t> stated; ///< by fact: how many images state it
};

/// How many lines a list has before the rest is summed up.
inline constexpr std::size_t most_lines = 12;
/// How many letters of a name a page shows; names can be as long as their authors like.
inline constexpr std::size_t most_letters = 100;

[[nodiscard]] Section time_section(const Asking& asking);
[[nodiscard]] Section instrument_section(const Asking& asking);
[[nodiscard]] Section acquisition_section(const Asking& asking);
[[nodiscard]] Section sample_section(const Asking& asking);
[[nodiscard]] Section quality_section(const Asking& asking);
[[nodiscard]] Section publication_section(const Asking& asking);
[[nodiscard]] Section people_section(const Asking& asking);
[[nodiscard]] Section lineage_section(const Asking& asking);
[[nodiscard]] Section link_section(const Asking& asking);
[[nodiscard]] Section source_section(const Asking& asking);

/// The label that the row has for the thing, else that of its vocabulary, else what can be told from its IRI.
[[nodiscard]] std::string label_of(const Asking& asking, const Row& row, const std::string& thing, const std::string& label);

} // namespace micrograph::report
