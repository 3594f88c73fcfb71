#include "report/next_step.hpp"

#include <map>

namespace micrograph::report {

std::string next_step(const std::string& fact) {
  static const std::map<std::string, std::string> steps{
      {"acquisition date", "Build from the vendor's files where copies lost the date; ask quality/images-without-date which lack it."},
      {"channels", "Name the channels in the acquisition software, or export OME-TIFF with its channels."},
      {"description", "Write a line on what the image shows, in the acquisition software or the study's table."},
      {"exposure time", "Keep the times of planes when files are exported; plain TIFF drops them."},
      {"fluorophore", "Choose the dye of each channel in the acquisition software; names alone cannot be searched."},
      {"imaging method", "State the mode of each channel (wide field, confocal, …); most formats have a field for it."},
      {"microscope", "Enter maker and model once in the configuration of the acquisition software."},
      {"objective", "Register the objectives of the turret; ask quality/images-without-objective which images lack one."},
      {"organism", "Add the species with its NCBI Taxonomy number to the study's table or as a key of the image."},
      {"pixel size", "Calibrate the objective and camera; ask quality/images-without-pixel-size which images lack it."},
      {"program", "Prefer files written by the acquisition software, or converters that say what they read."}};
  const auto it = steps.find(fact);
  return it == steps.end() ? std::string() : it->second;
}

} // namespace micrograph::report
