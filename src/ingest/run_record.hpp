#pragma once

#include "rdf/statement_sink.hpp"
#include "rdf/term.hpp"

#include <string>
#include <vector>

namespace micrograph::ingest {

/// One run of the program, with when it was: what state_provenance() leaves out, so that graphs depend on their input only.
struct RunRecord {
  struct MappingFile {
    std::string name; ///< below the folder of mappings
    std::string text;
  };

  std::string started, ended; ///< xsd:dateTime
  std::string mapping_version;
  std::vector<MappingFile> mapping_files;
  std::vector<std::string> sources; ///< IRIs of those imported, not of those that stayed as they were
  std::vector<rdf::Term> graphs;    ///< that came of them: aligned ones, and those of RDF
};

/// States a run in the provenance graph: its start and end, the program, the mappings with each file and its checksum,
/// the sources used, and the graphs that came of them. A run is called after its start and its mappings.
void state_run(const RunRecord& run, rdf::StatementSink& sink);

} // namespace micrograph::ingest
