#include "report/bars.hpp"
#include "report/text.hpp"

#include <algorithm>

namespace micrograph::report {
namespace {

constexpr std::size_t most_bins = 64;

/// The bins of those rows whose `column` says `which`, in the order of the values; the ends stand in `from` and `to`.
struct BinColumns {
  std::string question, column, from, to, count;
};

std::vector<Histogram::Bin> ask_bins(const Asking& asking, const BinColumns& what, const std::string& which) {
  std::vector<Histogram::Bin> bins;
  asking.ask(what.question, [&](const Row& row) {
    if (row.text(what.column) == which && bins.size() < most_bins)
      bins.push_back({row.number(what.from), row.number(what.to), row.count(what.count)});
  });
  std::stable_sort(bins.begin(), bins.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
  return bins;
}

void add_histogram(Section& section, const std::string& id, const std::string& caption, const std::string& note,
                   const std::string& question, Histogram histogram) {
  if (!histogram.bins.empty())
    section.figures.push_back({id, caption, note, question, std::move(histogram)});
}

const char* const log_note = "Three bins for each power of ten, from the smaller size up to, not including, the larger.";

} // namespace

Section acquisition_section(const Asking& asking) {
  Section section{"acquisition", "How images were taken", "", "No image states how it was taken.", {}};
  const auto labelled = [&asking](const char* thing) {
    return [&asking, thing](const Row& row) -> std::optional<Bars::Bar> {
      return Bars::Bar{label_of(asking, row, thing, "label"), "", row.iri(thing), 0};
    };
  };
  add_bars(section, "modalities", "Modality", "", "acquisition/modalities",
           ask_bars(asking, {"acquisition/modalities", "images", "Modality", "Images"}, labelled("modality")));
  add_bars(section, "methods", "Imaging method", "An image can have several, one for each channel.", "acquisition/imaging-methods",
           ask_bars(asking, {"acquisition/imaging-methods", "images", "Method", "Images"}, labelled("method")));
  const BinColumns sizes{"acquisition/pixel-sizes", "axis", "from_um", "to_um", "images"};
  add_histogram(section, "pixel-sizes", "Pixel size", log_note, sizes.question,
                {"Pixel size", "µm", "Images", Histogram::Axis::logarithmic, false, ask_bins(asking, sizes, "x")});
  add_histogram(section, "plane-steps", "Step between planes", log_note, sizes.question,
                {"Step", "µm", "Images", Histogram::Axis::logarithmic, false, ask_bins(asking, sizes, "z")});
  const BinColumns waves{"acquisition/wavelengths", "kind", "from_nm", "to_nm", "channels"};
  const char* const colours = "Bins of 25 nm, in about the colour of the light; grey is what nobody sees.";
  add_histogram(section, "excitation", "Excitation wavelength", colours, waves.question,
                {"Excitation", "nm", "Channels", Histogram::Axis::linear, true, ask_bins(asking, waves, "excitation")});
  add_histogram(section, "emission", "Emission wavelength", colours, waves.question,
                {"Emission", "nm", "Channels", Histogram::Axis::linear, true, ask_bins(asking, waves, "emission")});
  add_bars(section, "fluorophores", "Fluorophores", "", "acquisition/fluorophores",
           ask_bars(asking, {"acquisition/fluorophores", "images", "Fluorophore", "Images"}, [](const Row& row) {
             return Bars::Bar{shortened(row.text("fluor"), most_letters), "", {}, 0};
           }));
  return section;
}

Section sample_section(const Asking& asking) {
  Section section{"samples", "Organisms", "", "No image or resource states an organism.", {}};
  const auto organism = [&asking](const Row& row) -> std::optional<Bars::Bar> {
    return Bars::Bar{label_of(asking, row, "organism", "name"), "", row.iri("organism"), 0};
  };
  add_bars(section, "organisms", "Organisms on images", "", "samples/organisms",
           ask_bars(asking, {"samples/organisms", "images", "Organism", "Images"}, organism));
  add_bars(section, "organisms-of-resources", "Organisms of published resources", "As the records name them.", "samples/organisms",
           ask_bars(asking, {"samples/organisms", "resources", "Organism", "Resources"}, organism));
  return section;
}

} // namespace micrograph::report
