#include "cli/options.hpp"

#include "base/error.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>
#include <thread>

namespace micrograph::cli {

void SourceOptions::add_to(CLI::App& app) {
  app.add_option("SOURCE", paths, "Files and folders to read; folders are walked to their end");
  app.add_option("--files-from", files_from, "Read the names of sources from FILE, one a line (- is standard input)")
      ->type_name("FILE");
  app.add_option("--base", base, "Start the IRIs of documents with IRI, not with ni:///sha-256;")->type_name("IRI");
  app.add_option("--jobs", jobs, "Sources read at the same time (default: one per core)")->type_name("N");
}

ingest::SourceList SourceOptions::files() const {
  std::vector<std::filesystem::path> all = paths;
  if (!files_from.empty()) {
    std::ifstream file;
    if (files_from != "-") {
      file.open(files_from);
      if (!file)
        throw IoError("input.missing", "the list of sources cannot be opened", Place{files_from, {}, {}, {}, {}});
    }
    std::istream& lines = files_from == "-" ? std::cin : file;
    for (std::string line; std::getline(lines, line);) {
      if (!line.empty() && line.back() == '\r')
        line.pop_back();
      if (!line.empty())
        all.emplace_back(line);
    }
  }
  if (all.empty())
    throw UsageError("usage.no-source", "name at least one SOURCE, or give a list with --files-from");
  return ingest::discover(all);
}

void ReadingOption::add_to(CLI::App& app) {
  app.add_flag("--include-personal", reading.include_personal,
               "Keep what tells who a patient, participant, physician or operator is; held back otherwise");
}

void OutputOption::add_to(CLI::App& app, const std::string& what) {
  app.add_option("-o,--output", path, what)->type_name("FILE");
}

CLI::Option* GraphOptions::add_one_to(CLI::App& app) {
  // A list of one would swallow the positional arguments that follow.
  auto* option = app.add_option_function<std::string>(
      "GRAPH", [this](const std::string& path) { paths = {path}; },
      "A snapshot (.mg) or an RDF file of any syntax, also .gz and .zst; - is standard input");
  add_from(app);
  return option;
}

void GraphOptions::add_many_to(CLI::App& app) {
  app.add_option("GRAPH", paths, "Snapshots (.mg) or RDF files of any syntax, also .gz and .zst; - is standard input")->required();
  add_from(app);
}

void GraphOptions::add_from(CLI::App& app) {
  app.add_option("--from", from, "Syntax of the input: turtle, trig, ntriples, nquads, rdfxml or jsonld (default: by content and suffix)")
      ->type_name("SYNTAX");
  memory.add_to(app);
}

void MemoryOption::add_to(CLI::App& app, const std::string& usual) {
  CLI::Validator size = CLI::AsSizeValue(false);
  size.description(""); // its own repeats the name
  app.add_option("--memory", bytes,
                 "Memory for building a graph, such as 500M or 4G; what is beyond goes to files in TMPDIR (default: " + usual + ")")
      ->type_name("SIZE")
      ->transform(size);
}

graph::BuildOptions MemoryOption::build_options(unsigned threads) const {
  graph::BuildOptions options;
  options.memory = bytes;
  options.threads = threads != 0 ? threads : std::max(1u, std::thread::hardware_concurrency());
  return options;
}

void JsonOption::add_to(CLI::App& app) { app.add_flag("--json", on, "Print JSON"); }

syntax::Syntax parse_syntax(const std::string& name) {
  if (const auto known = syntax::syntax_from_name(name))
    return *known;
  throw UsageError("usage.unknown-syntax",
                   "'" + name + "' is no syntax that is known; say " + syntax::all_names());
}

} // namespace micrograph::cli
