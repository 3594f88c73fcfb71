#include "query/join_sample.hpp"

#include "query/operators/scan_cursor.hpp"

#include <algorithm>
#include <array>

namespace micrograph::query {

namespace {

/// Of the partners of a row, one of so many is taken.
constexpr std::size_t most_partners = 64;

void take_values(const ScanSpec& spec, const graph::Row& found, std::vector<graph::ValueId>& row) {
  for (std::size_t i = 0; i < spec.slots.size(); ++i)
    if (spec.slots[i].variable != no_variable && found[i].defined())
      row[spec.slots[i].variable] = found[i];
}

} // namespace

JoinSample::JoinSample(Run& run, const std::vector<graph::ValueId>& outer,
                       const std::vector<const ScanSpec*>& patterns, std::size_t walks)
    : run_(run) {
  walks_.resize(walks);
  for (Walk& walk : walks_)
    walk.row = outer;
  const bool can_sample = std::all_of(patterns.begin(), patterns.end(),
                                      [&](const ScanSpec* pattern) { return can_split(run, *pattern); });
  if (!can_sample)
    walks_.clear();
  for (const ScanSpec* pattern : patterns)
    pattern == patterns.front() ? begin(*pattern) : extend(*pattern);
  weight_ = 0;
  for (const Walk& walk : walks_)
    weight_ += walk.weight;
  rows_ *= walks_.empty() ? 0 : weight_ / static_cast<double>(walks_.size());
}

graph::Pattern JoinSample::pattern_of(const ScanSpec& spec, const std::vector<graph::ValueId>& row) const {
  graph::Pattern pattern;
  pattern.scope = spec.scope;
  pattern.source_outlives_scan = true;
  const std::size_t positions = spec.scope == graph::GraphScope::named_graphs ? 4 : 3;
  for (std::size_t i = 0; i < positions; ++i) {
    const Slot& slot = spec.slots[i];
    pattern.terms[i] = slot.variable == no_variable ? slot.constant : row[slot.variable];
    if (LocalTerms::owns(pattern.terms[i]))
      pattern.terms[i] = {};
  }
  return pattern;
}

/// One row of each of many equal parts of the pattern.
void JoinSample::begin(const ScanSpec& first) {
  if (walks_.empty())
    return;
  const graph::Pattern pattern = pattern_of(first, walks_.front().row);
  rows_ = static_cast<double>(run_.source.estimate(pattern));
  std::size_t found = 0;
  for (std::size_t part = 0; part < walks_.size(); ++part) {
    run_.tick();
    const auto scan = run_.source.scan(pattern);
    std::array<graph::Row, 1> row;
    if (scan->narrow(part, walks_.size()) && scan->next(row) == 1)
      take_values(first, row.front(), walks_[found++].row);
  }
  walks_.resize(found);
}

/// Goes from each row to one of its partners.
void JoinSample::extend(const ScanSpec& next) {
  std::array<graph::Row, most_partners> partners;
  std::size_t number = 0;
  for (Walk& walk : walks_) {
    if (walk.weight <= 0)
      continue;
    run_.tick();
    const graph::Pattern pattern = pattern_of(next, walk.row);
    const auto scan = run_.source.scan(pattern);
    const auto all =
        static_cast<std::uint64_t>(std::max(1.0, static_cast<double>(run_.source.estimate(pattern))));
    // Of many partners those of some part, each time another one.
    number = (number + 37) % most_partners;
    if (all > most_partners * most_partners)
      (void)scan->narrow(number, most_partners); // else the first ones
    const std::size_t count = scan->next(partners);
    walk.weight *= count == 0              ? 0
                   : count < most_partners ? static_cast<double>(count)
                                           : static_cast<double>(all);
    if (count > 0)
      take_values(next, partners[number % count], walk.row);
  }
}

double JoinSample::fanout(const ScanSpec& pattern) const {
  double sum = 0;
  for (const Walk& walk : walks_)
    if (walk.weight > 0)
      sum += walk.weight * static_cast<double>(run_.source.estimate(pattern_of(pattern, walk.row)));
  return sum / weight_;
}

} // namespace micrograph::query
