#include "ingest/provenance.hpp"

#include "rdf/vocabulary.hpp"

namespace micrograph::ingest {

namespace {

namespace vocabulary = rdf::vocabulary;

constexpr char dcterms[] = "http://purl.org/dc/terms/";
constexpr char schema[] = "http://schema.org/";

/// Writes statements about one subject after the other into the provenance graph.
class ProvenanceWriter {
public:
  explicit ProvenanceWriter(rdf::StatementSink& sink) : sink_(sink) {}
  void add(std::string_view subject, const std::string& predicate, const rdf::TermView& object) {
    add(rdf::iri(subject), predicate, object);
  }
  void add(const rdf::TermView& subject, const std::string& predicate, const rdf::TermView& object) {
    sink_.statement({subject, rdf::iri(predicate), object, rdf::iri(vocabulary::micrograph::provenance_graph)});
  }
  void type(std::string_view subject, const std::string& type) {
    add(subject, vocabulary::rdf::type, rdf::iri(type));
  }

private:
  rdf::StatementSink& sink_;
};

std::string term(const char* vocabulary, const char* name) { return std::string(vocabulary) + name; }

void state_source(const SourceReport& report, ProvenanceWriter& writer) {
  writer.type(report.iri, term(vocabulary::prov::base, "Entity"));
  writer.add(report.iri, vocabulary::rdfs::label, rdf::literal(report.source));
  writer.add(report.iri, term(dcterms, "format"), rdf::literal(report.format));
}

void state_run_of_program(const std::string& run, ProvenanceWriter& writer) {
  const std::string agent = program_iri();
  writer.type(run, term(vocabulary::prov::base, "Activity"));
  writer.add(run, term(vocabulary::prov::base, "wasAssociatedWith"), rdf::iri(agent));
  writer.type(agent, term(vocabulary::prov::base, "SoftwareAgent"));
  writer.add(agent, vocabulary::rdfs::label, rdf::literal("micrograph"));
  writer.add(agent, term(schema, "softwareVersion"), rdf::literal(MICROGRAPH_VERSION));
}

} // namespace

std::string source_graph_name(const SourceReport& report) { return report.iri + "#source"; }
std::string aligned_graph_name(const SourceReport& report) { return report.iri + "#aligned"; }
std::string mapping_run_name(const std::string& mapping_version) {
  return std::string(vocabulary::micrograph::import_run) + MICROGRAPH_VERSION + "/" + mapping_version.substr(0, 16);
}
std::string rdf_run_name() { return std::string(vocabulary::micrograph::base) + "run/" + MICROGRAPH_VERSION + "/rdf"; }
std::string mapping_set_name(const std::string& mapping_version) {
  return std::string(vocabulary::micrograph::base) + "mappings/" + mapping_version;
}
std::string program_iri() { return std::string(vocabulary::micrograph::base) + "version/" + MICROGRAPH_VERSION; }

std::vector<rdf::Term> made_graphs(const LiftedSource& source) {
  std::vector<rdf::Term> graphs;
  if (!source.rdf) {
    graphs.emplace_back(rdf::iri(aligned_graph_name(source.report)));
    return graphs;
  }
  // Though its own may be empty: the run is that of the source, too.
  graphs.emplace_back(rdf::iri(rdf_graph_name(source.report.iri)));
  graphs.insert(graphs.end(), source.rdf->named_graphs.begin(), source.rdf->named_graphs.end());
  return graphs;
}

void state_provenance(const LiftedSource& source, const std::string& mapping_version,
                      const std::vector<std::string>& primary, rdf::StatementSink& sink) {
  ProvenanceWriter writer(sink);
  const SourceReport& report = source.report;
  const std::string mappings = mapping_set_name(mapping_version);
  const std::string aligned = aligned_graph_name(report);
  const std::string mapping_run = mapping_run_name(mapping_version);

  state_source(report, writer);
  const std::string leaves = std::to_string(report.leaves);
  writer.add(report.iri, leaf_count_property,
             rdf::literal(leaves, vocabulary::xsd::integer));
  const std::string withheld = std::to_string(report.withheld);
  if (report.withheld != 0)
    writer.add(report.iri, withheld_count_property, rdf::literal(withheld, vocabulary::xsd::integer));
  for (const LiftedDocument& document : source.documents) {
    if (document.iri != report.iri)
      writer.add(report.iri, term(dcterms, "hasPart"), rdf::iri(document.iri));
    writer.add(document.iri, term(schema, "sha256"), rdf::literal(document.sha256));
  }
  for (const std::string& entity : primary)
    writer.add(entity, term(vocabulary::prov::base, "hadPrimarySource"), rdf::iri(report.iri));

  const std::string source_graph = source_graph_name(report);
  writer.add(source_graph, term(vocabulary::prov::base, "wasDerivedFrom"), rdf::iri(report.iri));
  writer.add(source_graph, term(vocabulary::prov::base, "wasGeneratedBy"), rdf::iri(mapping_run));
  writer.add(aligned, term(vocabulary::prov::base, "wasDerivedFrom"), rdf::iri(source_graph));
  writer.add(aligned, term(vocabulary::prov::base, "wasGeneratedBy"), rdf::iri(mapping_run));
  state_run_of_program(mapping_run, writer);
  writer.add(mapping_run, term(vocabulary::prov::base, "used"), rdf::iri(mappings));
}

void state_rdf_provenance(const LiftedSource& source, rdf::StatementSink& sink) {
  ProvenanceWriter writer(sink);
  const SourceReport& report = source.report;
  const std::string run = rdf_run_name();
  state_source(report, writer);
  for (const LiftedDocument& document : source.documents)
    writer.add(document.iri, term(schema, "sha256"), rdf::literal(document.sha256));
  for (const rdf::Term& graph : made_graphs(source)) {
    writer.add(graph, term(vocabulary::prov::base, "wasDerivedFrom"), rdf::iri(report.iri));
    writer.add(graph, term(vocabulary::prov::base, "wasGeneratedBy"), rdf::iri(run));
  }
  state_run_of_program(run, writer);
}

} // namespace micrograph::ingest
