#pragma once

#include "base/diagnostic.hpp"
#include "graph/quad_source.hpp"
#include "identity/bounded_clusters.hpp"
#include "identity/entities.hpp"
#include "identity/evidence.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace micrograph::identity {

/// One reason for a candidate, and how much it alone would tell, from 0 to 1.
struct Reason {
  Rule rule = Rule::full_name;
  float weight = 0;
};

/// Why two entities may be one. The score is 1 - (1 - w)(1 - w)…: reasons add up, and never to certainty.
class Reasons {
public:
  static constexpr std::size_t most = 5;

  void add(Rule rule, double weight);
  /// In thousandths, as it is written, so that nothing is left out that reads as being enough.
  [[nodiscard]] double score() const;
  [[nodiscard]] const Reason* begin() const { return reasons_.data(); }
  [[nodiscard]] const Reason* end() const { return reasons_.data() + count_; }
  [[nodiscard]] bool empty() const { return count_ == 0; }

private:
  std::array<Reason, most> reasons_{};
  std::uint8_t count_ = 0;
  float doubt_ = 1;
};

struct Candidate {
  std::uint32_t a = 0, b = 0; ///< a < b
  Reasons reasons;
};

struct CandidateOptions {
  double min_score = 0.7;
  /// In a block of up to so many entities all pairs are compared; in a larger one each with the `window` that follow it in the
  /// order of their names.
  std::size_t block = 64;
  std::size_t window = 16;
};

/// How the search went, for reports and for tests that guard it.
struct CandidateCounters {
  std::uint64_t compared = 0;     ///< pairs
  std::uint64_t contradicted = 0; ///< of these, alike but known to be two
  std::uint64_t large_blocks = 0;
};

/// Pairs of different sets that may be one thing by soft evidence, the best pair of each two sets, by entity. Reports
/// `identity.block.large` once for each kind of which a block was too large to compare all pairs.
[[nodiscard]] std::vector<Candidate> find_candidates(const graph::QuadSource& source, const Entities& entities,
                                                     const BoundedClusters& clusters, const CandidateOptions& options,
                                                     CandidateCounters& counters, FindingSink& findings);

} // namespace micrograph::identity
