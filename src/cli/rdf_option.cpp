#include "cli/rdf_option.hpp"

#include "cli/data_folder.hpp"

#include <CLI/CLI.hpp>

namespace micrograph::cli {

void RdfOption::add_to(CLI::App& app) {
  app.add_flag("--rdf", in_folders, "Take RDF from folders, too; otherwise only files of it that are named are taken");
}

ingest::RdfOptions RdfOption::options() const { return {in_folders, data_folder("ontologies") / "contexts", nullptr}; }

} // namespace micrograph::cli
