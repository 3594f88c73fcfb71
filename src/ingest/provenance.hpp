#pragma once

#include "ingest/lifted_source.hpp"
#include "mapping/mapper.hpp"
#include "rdf/statement_sink.hpp"

#include <string>
#include <vector>

namespace micrograph::ingest {

/// How many leaves the independent walk counted in a source; minted, since no shared vocabulary counts leaves.
inline constexpr char leaf_count_property[] = "https://w3id.org/micrograph/profile#leafCount";

/// How many of them are without their value, since it tells who somebody is; stated if there are any.
inline constexpr char withheld_count_property[] = "https://w3id.org/micrograph/profile#withheldCount";

[[nodiscard]] std::string source_graph_name(const SourceReport& report);
[[nodiscard]] std::string aligned_graph_name(const SourceReport& report);

/// The activity that made the graphs of sources: one for all that this version of the program did with this version of
/// the mappings, since the same input gives the same graphs whenever it is done.
[[nodiscard]] std::string mapping_run_name(const std::string& mapping_version);
/// The same for sources that were taken as they are, whatever the mappings.
[[nodiscard]] std::string rdf_run_name();
[[nodiscard]] std::string mapping_set_name(const std::string& mapping_version);
/// This version of the program.
[[nodiscard]] std::string program_iri();

/// The graphs that an imported source made, but for that of its documents.
[[nodiscard]] std::vector<rdf::Term> made_graphs(const LiftedSource& source);

/// States, in PROV: which file a source is, its documents with their checksums, and that its source graph and from that
/// its aligned graph were made by this version of the program with this version of the mappings. `primary` are the
/// entities that the source describes. No clock: the same input gives the same statements.
void state_provenance(const LiftedSource& source, const std::string& mapping_version,
                      const std::vector<std::string>& primary, rdf::StatementSink& sink);

/// States the same of RDF that was taken as it is: its file and checksum, and that the graph of its own and those that it
/// states (RdfSource::named_graphs) were made from it, without mappings.
void state_rdf_provenance(const LiftedSource& source, rdf::StatementSink& sink);

} // namespace micrograph::ingest
