#include "report/fill.hpp"

#include "report/sections.hpp"
#include "report/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace micrograph::report {
namespace {

constexpr std::size_t most_totals = 16, most_facts = 40;

/// Most telling first; others follow in the order of the answer.
std::vector<Total> ask_totals(const Ask& ask) {
  static constexpr std::array<const char*, 8> order{"images",     "resources", "sources",  "microscopes",
                                                    "objectives", "channels",  "programs", "organisms"};
  const auto place = [](const std::string& what) { return std::find(order.begin(), order.end(), what) - order.begin(); };
  std::vector<Total> totals;
  ask(totals_question, [&totals](const Row& row) {
    if (totals.size() < most_totals)
      totals.push_back({shortened(row.text("what"), most_letters), row.count("count")});
  });
  std::stable_sort(totals.begin(), totals.end(), [&](const Total& a, const Total& b) { return place(a.what) < place(b.what); });
  return totals;
}

} // namespace

Page fill_page(const Ask& ask, const NameOf& name_of, const PageOptions& options) {
  Page page{options.title.empty() ? "Imaging metadata report" : shortened(options.title, most_letters), options.date,
            shortened(options.graph, most_letters), ask_totals(ask), {}};
  Asking asking{ask, name_of, 0, {}};
  ask("quality/completeness", [&asking](const Row& row) {
    asking.images = row.count("all");
    if (asking.stated.size() < most_facts)
      asking.stated[row.text("fact")] = row.count("stated");
  });
  for (const auto make : {time_section, instrument_section, acquisition_section, sample_section, quality_section,
                          publication_section, people_section, lineage_section, link_section, source_section})
    page.sections.push_back(make(asking));
  return page;
}

} // namespace micrograph::report
