#pragma once

#include "base/diagnostic.hpp"
#include "mapping/layer.hpp"

#include <array>
#include <cstdint>
#include <iterator>
#include <string>
#include <vector>

namespace micrograph::ingest {

/// What became of a source. The names are those of the contract on `build --report`.
enum class Outcome {
  imported, ///< every leaf is in the graph
  unchanged, ///< already in the graph that is updated, from the same bytes by the same mappings
  refused,  ///< of a known format, but cannot be read; a finding names the place
  failed,   ///< the system refused to give the bytes
  ignored,  ///< of no known format
};

[[nodiscard]] constexpr const char* name_of(Outcome outcome) {
  switch (outcome) {
  case Outcome::imported:
    return "imported";
  case Outcome::unchanged:
    return "unchanged";
  case Outcome::refused:
    return "refused";
  case Outcome::failed:
    return "failed";
  case Outcome::ignored:
    return "ignored";
  }
  return "failed";
}

/// Aligned leaves by the most widely shared layer of the profile that each reached; by mapping::Layer.
using AlignedByLayer = std::array<std::uint64_t, std::size(mapping::all_layers)>;

/// One line of the report.
struct SourceReport {
  std::string source; ///< SourceFile::name
  std::string format; ///< empty if ignored
  Outcome outcome = Outcome::ignored;
  std::vector<Finding> findings;
  std::string iri;                      ///< of the source; empty unless imported or unchanged
  std::uint64_t leaves = 0;             ///< counted by the independent walk
  std::uint64_t kept = 0;               ///< that became statements
  std::uint64_t withheld = 0;           ///< of these, without their value, since it tells who somebody is
  std::uint64_t aligned = 0;            ///< that reached an aligned statement; not known of an unchanged source
  AlignedByLayer aligned_by_layer{};    ///< the same, split
  std::uint64_t statements = 0;         ///< source and aligned statements; of an unchanged source those of the former
  std::uint64_t bytes_read = 0;         ///< touched in the file
  std::vector<std::string> not_aligned; ///< places; filled only when asked for
};

/// True if the source was not imported whole: refused, failed, or imported with a finding that is an error.
[[nodiscard]] bool has_error(const SourceReport& report);

/// Sums over sources.
struct Totals {
  std::uint64_t sources = 0, imported = 0, unchanged = 0, refused = 0, failed = 0, ignored = 0;
  std::uint64_t leaves = 0, kept = 0, withheld = 0, aligned = 0, statements = 0, bytes_read = 0;
  AlignedByLayer aligned_by_layer{};
  void add(const SourceReport& report);
};

} // namespace micrograph::ingest
