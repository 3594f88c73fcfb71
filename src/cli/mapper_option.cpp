#include "cli/mapper_option.hpp"

#include "cli/data_folder.hpp"
#include "cli/output.hpp"
#include "cli/report_output.hpp"

#include <CLI/CLI.hpp>
#include <iostream>

namespace micrograph::cli {

void MapperOption::add_to(CLI::App& app) {
  app.add_flag("--candidates", candidates,
               "Also apply mappings that a program found and nobody has accepted yet");
}

std::unique_ptr<const mapping::Mapper> MapperOption::load() const {
  auto mapper = std::make_unique<const mapping::Mapper>(data_folder("mappings"), data_folder("ontologies"),
                                                        mapping::MapperOptions{candidates});
  if (const auto& held_back = mapper->held_back(); !held_back.empty())
    std::cerr << "micrograph: " << human_count(held_back.size())
              << (held_back.size() == 1 ? " mapping is a candidate" : " mappings are candidates")
              << " and not applied, the first at " << printable(held_back.front().name)
              << "; --candidates applies them, a reviewer accepts them\n";
  return mapper;
}

} // namespace micrograph::cli
