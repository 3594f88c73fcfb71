#include "report/page.hpp"

#include <algorithm>
#include <numeric>

namespace micrograph::report {

std::uint64_t Timeline::Year::total() const { return std::accumulate(months.begin(), months.end(), std::uint64_t{0}); }

bool Page::empty() const {
  return std::all_of(totals.begin(), totals.end(), [](const Total& total) { return total.count == 0; }) &&
         std::all_of(sections.begin(), sections.end(), [](const Section& section) { return section.figures.empty(); });
}

} // namespace micrograph::report
