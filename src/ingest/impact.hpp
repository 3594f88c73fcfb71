#pragma once

#include "ingest/lifted_source.hpp"
#include "mapping/mapper.hpp"

#include <cstdint>
#include <utility>
#include <vector>

namespace micrograph::ingest {

/// What other mappings would change in one source's aligned statements. Each list in the order of the statements.
struct Impact {
  std::vector<mapping::AlignedStatement> added, dropped;
  /// Pairs of one subject and property whose value is another: before, after.
  std::vector<std::pair<mapping::AlignedStatement, mapping::AlignedStatement>> altered;
  /// Statements that stay, but from another place or text, or with another status: before, after.
  std::vector<std::pair<mapping::AlignedStatement, mapping::AlignedStatement>> retold;
  std::uint64_t same = 0;

  [[nodiscard]] bool empty() const { return added.empty() && dropped.empty() && altered.empty() && retold.empty(); }
};

/// Compares two results of mapping one source. Rules are not compared: they have other numbers, and may have been
/// split or renamed.
[[nodiscard]] Impact compare(const mapping::MappingResult& before, const mapping::MappingResult& after);

/// Maps a source, which must be imported(), by both mappers and compares. Findings of both are dropped: each mapping tells
/// its own when it is used.
[[nodiscard]] Impact impact(const LiftedSource& source, const mapping::Mapper& before, const mapping::Mapper& after);

} // namespace micrograph::ingest
