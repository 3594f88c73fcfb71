#include "report/bars.hpp"
#include "report/text.hpp"

namespace micrograph::report {
namespace {

void append(std::string& detail, const std::string& part) {
  if (!part.empty())
    detail += (detail.empty() ? "" : ", ") + part;
}

/// `63×, NA 1.4, Oil`
std::string optics(const Row& row) {
  std::string detail;
  const auto magnification = row.number("magnification"), aperture = row.number("aperture");
  append(detail, magnification ? rounded(*magnification) + "×" : "");
  append(detail, aperture ? "NA " + rounded(*aperture) : "");
  append(detail, row.text("immersion"));
  return shortened(detail, most_letters);
}

} // namespace

Section instrument_section(const Asking& asking) {
  Section section{"instruments", "Instruments", "", "No image states with what it was taken.", {}};
  add_bars(section, "microscopes", "Microscopes", "Counted by model.", "instrument/images-per-microscope",
           ask_bars(asking, {"instrument/images-per-microscope", "images", "Microscope", "Images"}, [](const Row& row) {
             return Bars::Bar{shortened(row.text("model"), most_letters), shortened(row.text("manufacturer"), most_letters), {}, 0};
           }));
  add_bars(section, "objectives", "Objectives", "Equal if model, magnification, aperture and immersion are.",
           "instrument/images-per-objective",
           ask_bars(asking, {"instrument/images-per-objective", "images", "Objective", "Images"}, [](const Row& row) {
             const std::string model = shortened(row.text("model"), most_letters), detail = optics(row);
             if (!model.empty() || detail.empty())
               return Bars::Bar{model.empty() ? "nothing stated of it" : model, detail, {}, 0};
             return Bars::Bar{detail, "no model stated", {}, 0};
           }));
  add_bars(section, "detectors", "Detectors", "", "instrument/detectors",
           ask_bars(asking, {"instrument/detectors", "images", "Detector", "Images"}, [](const Row& row) {
             const std::string model = shortened(row.text("model"), most_letters), binning = row.text("binning");
             return Bars::Bar{model.empty() ? "no model stated" : model,
                              binning.empty() ? "" : "binning " + shortened(binning, most_letters), {}, 0};
           }));
  add_bars(section, "programs", "Programs", "What acquired the images, or wrote the files that were read.",
           "software/images-per-program",
           ask_bars(asking, {"software/images-per-program", "images", "Program", "Images"}, [](const Row& row) {
             std::string detail = row.text("did");
             append(detail, row.text("version"));
             return Bars::Bar{shortened(row.text("program"), most_letters), shortened(detail, most_letters), {}, 0};
           }));
  return section;
}

} // namespace micrograph::report
