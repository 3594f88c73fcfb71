#include "identity/candidates.hpp"

#include "identity/authorship.hpp"
#include "identity/matcher.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <tuple>
#include <utility>

namespace micrograph::identity {

namespace {

/// Of each two sets the best pair; of equal ones the first.
void keep_best(const BoundedClusters& clusters, std::vector<Candidate>& candidates) {
  const auto sets = [&](const Candidate& candidate) {
    return std::minmax({clusters.root(candidate.a), clusters.root(candidate.b)}); // by value, unlike of two arguments
  };
  const auto key = [&](const Candidate& candidate) {
    const auto [low, high] = sets(candidate);
    return std::tuple(low, high, -candidate.reasons.score(), candidate.a, candidate.b);
  };
  std::sort(candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) { return key(a) < key(b); });
  candidates.erase(std::unique(candidates.begin(), candidates.end(),
                               [&](const Candidate& a, const Candidate& b) { return sets(a) == sets(b); }),
                   candidates.end());
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) { return std::tie(a.a, a.b) < std::tie(b.a, b.b); });
}

} // namespace

void Reasons::add(Rule rule, double weight) {
  MICROGRAPH_EXPECTS(count_ < most);
  reasons_[count_++] = {rule, static_cast<float>(weight)};
  doubt_ *= static_cast<float>(1 - weight);
}

double Reasons::score() const { return std::round((1 - static_cast<double>(doubt_)) * 1000) / 1000; }

double rarity(std::uint32_t bearers) {
  return bearers <= 4 ? 1 : 1 / (1 + std::log2(static_cast<double>(bearers) / 4));
}

std::size_t common(Hashes a, Hashes b) {
  std::size_t count = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();)
    if (*x < *y) {
      ++x;
    } else if (*y < *x) {
      ++y;
    } else {
      ++count;
      ++x;
      ++y;
    }
  return count;
}

std::vector<Candidate> find_candidates(const graph::QuadSource& source, const Entities& entities, const BoundedClusters& clusters,
                                       const CandidateOptions& options, CandidateCounters& counters, FindingSink& findings) {
  const Authorship authorship(source, entities, clusters);
  const MatchInput input{source, entities, clusters, authorship};
  std::vector<Candidate> candidates;
  for (const auto make : {make_people_matcher, make_organisation_matcher, make_work_matcher, make_image_matcher, make_thing_matcher}) {
    const auto matcher = make(input);
    Blocks blocks;
    matcher->add_to(blocks);
    const std::uint64_t large_before = counters.large_blocks;
    blocks.for_each_pair(options, counters, [&](std::uint32_t a, std::uint32_t b) {
      ++counters.compared;
      const auto outcome = clusters.judge(a, b);
      if (outcome == BoundedClusters::Outcome::were_one)
        return;
      const auto [low, high] = std::minmax(a, b);
      const Reasons reasons = matcher->compare(low, high);
      if (reasons.score() < options.min_score)
        return;
      if (outcome == BoundedClusters::Outcome::united)
        candidates.push_back({low, high, reasons});
      else
        ++counters.contradicted;
    });
    if (counters.large_blocks != large_before)
      findings.report({"identity.block.large", Severity::note, {},
                       std::to_string(counters.large_blocks - large_before) + " groups of " + std::string(matcher->what()) +
                           " with a common key have more than " + std::to_string(options.block) + " members; there each was compared with its " +
                           std::to_string(options.window) + " neighbours only"});
  }
  keep_best(clusters, candidates);
  return candidates;
}

} // namespace micrograph::identity
