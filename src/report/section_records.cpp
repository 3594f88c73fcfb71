#include "report/bars.hpp"
#include "report/text.hpp"

#include <algorithm>

namespace micrograph::report {
namespace {

/// `CC BY-NC 4.0` of `https://creativecommons.org/licenses/by-nc/4.0/`, whose vocabulary has no names for people; empty for
/// other licences.
std::string name_of_creative_commons(const std::string& iri) {
  constexpr std::string_view site = "://creativecommons.org/";
  const auto at = iri.find(site);
  if (at == std::string::npos)
    return {};
  std::string_view rest = std::string_view(iri).substr(at + site.size());
  const bool licence = rest.starts_with("licenses/"), waiver = rest.starts_with("publicdomain/zero/");
  if (!licence && !waiver)
    return {};
  rest.remove_prefix(rest.find('/') + 1);
  std::string name = "CC";
  for (bool first = true; !rest.empty(); first = false) {
    const auto slash = std::min(rest.find('/'), rest.size());
    const std::string_view part = rest.substr(0, slash);
    rest.remove_prefix(std::min(slash + 1, rest.size()));
    if (part.empty() || part == "legalcode" || part.starts_with("deed"))
      continue;
    if (first && waiver) {
      name += "0";
      continue;
    }
    name += ' ';
    for (const char c : part)
      name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return shortened(name, most_letters);
}

} // namespace

Section publication_section(const Asking& asking) {
  Section section{"publication", "Licences and identifiers", "", "Nothing here has a licence or an identifier.", {}};
  add_bars(section, "licences", "Licences", "Of published resources.", "publication/licences",
           ask_bars(asking, {"publication/licences", "resources", "Licence", "Resources"}, [&asking](const Row& row) {
             const std::string name = name_of_creative_commons(row.iri("licence"));
             return Bars::Bar{name.empty() ? label_of(asking, row, "licence", "label") : name, "", row.iri("licence"), 0};
           }));
  add_bars(section, "identifiers", "Identifiers", "Of anything: resources, people, organisations, grants.", "identity/identifier-schemes",
           ask_bars(asking, {"identity/identifier-schemes", "things", "Scheme", "Things"}, [](const Row& row) {
             const std::string scheme = row.iri("scheme");
             const auto name = scheme.rfind('/') + 1; // npos + 1 is 0
             return Bars::Bar{scheme.empty() ? "no scheme stated" : shortened(scheme.substr(name), most_letters),
                              "such as " + shortened(row.text("for_example"), 40), {}, 0};
           }));
  return section;
}

Section people_section(const Asking& asking) {
  Section section{"people", "People and organisations", "", "No people or organisations are named in this graph.", {}};
  section.text = "Only what the graph holds: names of who ran a microscope are held back when a graph is built, unless asked for.";
  add_bars(section, "creators", "Creators with an ORCID iD", "Of published resources.", "publication/creators-with-orcid",
           ask_bars(asking, {"publication/creators-with-orcid", "resources", "Creator", "Resources"}, [](const Row& row) {
             return Bars::Bar{shortened(row.text("name"), most_letters), "", row.iri("orcid"), 0};
           }));
  add_bars(section, "organisations", "Organisations with a ROR", "That made, host or paid for a resource.", "publication/organisations",
           ask_bars(asking, {"publication/organisations", "resources", "Organisation", "Resources"}, [&asking](const Row& row) {
             return Bars::Bar{label_of(asking, row, "ror", "organisation"), "", row.iri("ror"), 0};
           }));
  add_bars(section, "operators", "Who took the images", "", "instrument/images-per-operator",
           ask_bars(asking, {"instrument/images-per-operator", "images", "Person", "Images"}, [](const Row& row) {
             const std::string name = shortened(row.text("name"), most_letters);
             return Bars::Bar{name.empty() ? "stated, name held back" : name, "", {}, 0};
           }));
  return section;
}

Section source_section(const Asking& asking) {
  Section section{"sources", "What was read", "", "The graph does not say what it was made of.", {}};
  add_bars(section, "formats", "Formats", "A source is a file, or files that belong together.", "lineage/formats",
           ask_bars(asking, {"lineage/formats", "sources", "Format", "Sources"}, [](const Row& row) {
             const std::uint64_t images = row.count("images");
             return Bars::Bar{shortened(row.text("format"), most_letters),
                              images == 0 ? "" : counted(images, "image"), {}, 0};
           }));
  return section;
}

} // namespace micrograph::report
