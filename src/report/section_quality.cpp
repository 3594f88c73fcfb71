#include "report/next_step.hpp"
#include "report/sections.hpp"
#include "report/text.hpp"

#include <algorithm>
#include <array>

namespace micrograph::report {
namespace {

constexpr std::size_t most_facts = 40;

struct Check {
  const char* question;
  const char* found;
  const char* next_step;
};

// Questions that list what is wrong, one line for each.
constexpr std::array<Check, 5> checks{{
    {"quality/implausible-pixel-sizes", "Pixel sizes smaller or larger than a microscope gives",
     "Look at the unit: a size in metres or without a unit is the usual cause."},
    {"quality/contradictions", "Facts of an image for which its source states two values",
     "Decide which is right; micrograph why tells where each stands."},
    {"quality/channels-without-wavelength", "Channels with a fluorophore but no wavelength",
     "Set the filter or the detection band in the acquisition software."},
    {"quality/resources-without-licence", "Resources without a licence that a program can read",
     "Choose a licence and give its address, not only its name."},
    {"quality/creators-without-orcid", "Names of creators without an ORCID iD", "Ask them for it; repositories have a field."},
}};

Shares ask_shares(const Asking& asking) {
  Shares shares;
  asking.ask("quality/completeness", [&](const Row& row) {
    shares.all = row.count("all");
    if (shares.shares.size() < most_facts)
      shares.shares.push_back({shortened(row.text("fact"), most_letters), row.count("stated"), next_step(row.text("fact"))});
  });
  // What is missing most stands first: that is where work pays.
  std::stable_sort(shares.shares.begin(), shares.shares.end(), [](const auto& a, const auto& b) { return a.stated < b.stated; });
  return shares;
}

Listing ask_checks(const Asking& asking) {
  Listing listing{{"Found", "Next step", "Question that lists them"}, "Number", {}};
  for (const Check& check : checks) {
    std::uint64_t found = 0;
    asking.ask(check.question, [&found](const Row&) { ++found; });
    if (found > 0)
      listing.lines.push_back({{check.found, check.next_step, check.question}, found});
  }
  return listing;
}

} // namespace

Section quality_section(const Asking& asking) {
  Section section{"gaps", "Coverage and gaps", "", "Nothing to check.", {}};
  Shares shares = ask_shares(asking);
  if (shares.all > 0)
    section.figures.push_back({"completeness", "What images state",
                               "Which of the " + grouped(shares.all) +
                                   " images state the facts that others need to use them; what is missing most stands first.",
                               "quality/completeness", std::move(shares)});
  Listing listing = ask_checks(asking);
  if (!listing.lines.empty())
    section.figures.push_back({"checks", "Worth looking at", "Each line of the question's answer counts once.", "", std::move(listing)});
  return section;
}

} // namespace micrograph::report
