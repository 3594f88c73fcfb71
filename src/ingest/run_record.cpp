#include "ingest/run_record.hpp"

#include "base/checksum.hpp"
#include "ingest/provenance.hpp"
#include "rdf/vocabulary.hpp"

#include <span>

namespace micrograph::ingest {

namespace {

namespace vocabulary = rdf::vocabulary;

/// A part of the name of a run: the digits of its start.
std::string digits_of(const std::string& time) {
  std::string digits;
  for (const char c : time)
    if ((c >= '0' && c <= '9') || c == 'T' || c == 'Z')
      digits += c;
  return digits;
}

} // namespace

void state_run(const RunRecord& run, rdf::StatementSink& sink) {
  const auto add = [&sink](const std::string& subject, const std::string& predicate, const rdf::TermView& object) {
    sink.statement({rdf::iri(subject), rdf::iri(predicate), object, rdf::iri(vocabulary::micrograph::provenance_graph)});
  };
  const auto term = [](const char* name) { return std::string(vocabulary::prov::base) + name; };
  const std::string activity = mapping_run_name(run.mapping_version) + "/" + digits_of(run.started);
  const std::string mappings = mapping_set_name(run.mapping_version), agent = program_iri();
  add(activity, vocabulary::rdf::type, rdf::iri(term("Activity")));
  add(activity, term("startedAtTime"), rdf::literal(run.started, vocabulary::xsd::date_time));
  add(activity, term("endedAtTime"), rdf::literal(run.ended, vocabulary::xsd::date_time));
  add(activity, term("wasAssociatedWith"), rdf::iri(agent));
  add(activity, term("used"), rdf::iri(mappings));
  for (const std::string& source : run.sources)
    add(activity, term("used"), rdf::iri(source));
  for (const rdf::Term& graph : run.graphs)
    add(activity, term("generated"), graph);
  add(mappings, vocabulary::rdf::type, rdf::iri(term("Collection")));
  for (const RunRecord::MappingFile& file : run.mapping_files) {
    const Sha256 digest = sha256(std::as_bytes(std::span(file.text)));
    const std::string name = mappings + "/" + file.name;
    add(mappings, term("hadMember"), rdf::iri(name));
    add(name, vocabulary::rdfs::label, rdf::literal(file.name));
    add(name, vocabulary::schema::sha256, rdf::literal(hex(digest)));
  }
}

} // namespace micrograph::ingest
