#include "ingest/known_sources.hpp"

#include "base/error.hpp"
#include "ingest/provenance.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace micrograph::ingest {

namespace {

namespace vocabulary = rdf::vocabulary;

void for_each_statement(const graph::QuadSource& graph, const std::function<void(const rdf::Quad&)>& each) {
  const auto name = graph.find(rdf::iri(vocabulary::micrograph::provenance_graph));
  if (!name)
    return;
  graph::Pattern pattern;
  pattern.scope = graph::GraphScope::named_graphs;
  pattern.terms[graph::graph_name] = *name;
  const auto scan = graph.scan(pattern);
  std::array<graph::Row, 256> rows;
  for (std::size_t count; (count = scan->next(rows)) != 0;)
    for (std::size_t i = 0; i < count; ++i)
      each({graph.term(rows[i][graph::subject]), graph.term(rows[i][graph::predicate]),
            graph.term(rows[i][graph::object]), graph.term(rows[i][graph::graph_name])});
}

/// The start of an IRI before its fragment: what belongs to a source is named by it and a fragment.
std::string without_fragment(const std::string& iri) { return iri.substr(0, iri.find('#')); }

/// Whether a graph is named after its source: those that RDF states are called what it likes.
bool is_named_after_source(const std::string& graph) {
  return graph.ends_with("#source") || graph.ends_with("#aligned") || graph.ends_with("#rdf");
}

} // namespace

KnownSources::KnownSources(const graph::QuadSource& before) {
  std::map<std::string, std::set<std::string>> labels, runs, parts;
  std::map<std::string, std::set<rdf::Term>> graphs; // by what they were derived from
  for_each_statement(before, [&](const rdf::Quad& quad) {
    const std::string& subject = quad.subject.value;
    if (quad.predicate.value == vocabulary::dcterms::format)
      sources_.try_emplace(subject);
    else if (quad.predicate.value == vocabulary::rdfs::label)
      labels[subject].insert(quad.object.value);
    else if (quad.predicate.value == vocabulary::dcterms::has_part)
      parts[subject].insert(quad.object.value);
    else if (quad.predicate.value == vocabulary::prov::was_derived_from && !subject.ends_with("#source") && !subject.ends_with("#aligned"))
      graphs[quad.object.value].insert(quad.subject);
    else if (quad.predicate.value == vocabulary::prov::was_generated_by && is_named_after_source(subject))
      runs[without_fragment(subject)].insert(quad.object.value);
    else if (quad.predicate.value == vocabulary::prov::was_associated_with)
      agents_of_runs_.insert(subject + ' ' + quad.object.value);
  });
  for (auto& [iri, source] : sources_) {
    source = {labels[iri], runs[iri], parts[iri], graphs[iri]};
    for (const std::string& name : source.names)
      by_name_[name].insert(iri);
  }
  std::set<rdf::Term> seen;
  for (const auto& [iri, source] : sources_)
    for (const rdf::Term& graph : source.graphs)
      if (!seen.insert(graph).second)
        shared_graphs_.insert(graph);
}

bool KnownSources::unchanged(const SourceReport& report, const std::string& mapping_version) const {
  const auto known = sources_.find(report.iri);
  return known != sources_.end() && known->second.names.contains(report.source) &&
         unchanged_run(report, known->second, mapping_version);
}

bool KnownSources::unchanged_run(const SourceReport& report, const Source& known, const std::string& mapping_version) const {
  const std::string run = is_rdf(report) ? rdf_run_name() : mapping_run_name(mapping_version);
  const auto is_shared = [this](const rdf::Term& graph) { return shared_graphs_.contains(graph); };
  return known.runs.contains(run) && agents_of_runs_.contains(run + ' ' + program_iri()) &&
         std::none_of(known.graphs.begin(), known.graphs.end(), is_shared);
}

std::set<std::string> KnownSources::find(const std::string& name_or_iri) const {
  if (sources_.contains(name_or_iri))
    return {name_or_iri};
  const auto named = by_name_.find(name_or_iri);
  return named == by_name_.end() ? std::set<std::string>() : named->second;
}

void SourceUpdate::imported(const SourceReport& report, const std::string& mapping_version) {
  const auto same = known_.sources_.find(report.iri);
  if (same != known_.sources_.end() && !known_.unchanged_run(report, same->second, mapping_version))
    mapped_again_.insert(report.iri);
  const auto named = known_.by_name_.find(report.source);
  if (named == known_.by_name_.end())
    return;
  for (const std::string& iri : named->second)
    if (iri != report.iri)
      names_gone_[iri].insert(report.source);
}

bool SourceUpdate::remove(const std::string& name_or_iri) {
  const std::set<std::string> found = known_.find(name_or_iri);
  removed_.insert(found.begin(), found.end());
  return !found.empty();
}

std::set<std::string> SourceUpdate::dropped() const {
  std::set<std::string> out = removed_;
  for (const auto& [iri, names] : names_gone_)
    if (known_.sources_.at(iri).names == names && !mapped_again_.contains(iri))
      out.insert(iri);
  return out;
}

std::vector<rdf::Term> SourceUpdate::graphs() const {
  std::vector<rdf::Term> graphs{rdf::Term(rdf::iri(vocabulary::micrograph::provenance_graph))};
  std::set<std::string> sources = dropped();
  sources.insert(mapped_again_.begin(), mapped_again_.end());
  for (const std::string& iri : sources) {
    SourceReport report;
    report.iri = iri;
    graphs.emplace_back(rdf::iri(source_graph_name(report)));
    graphs.emplace_back(rdf::iri(aligned_graph_name(report)));
  }
  const std::set<rdf::Term> stated = stated_graphs(sources);
  for (const auto& [iri, source] : known_.sources_)
    if (!sources.contains(iri))
      for (const rdf::Term& graph : source.graphs)
        if (stated.contains(graph))
          throw UsageError("graph.shared",
                           "the graph <" + graph.value + "> is stated by '" + (source.names.empty() ? iri : *source.names.begin()) +
                               "' and by another source that changed or is taken out; name both as SOURCE, or build the graph anew");
  graphs.insert(graphs.end(), stated.begin(), stated.end());
  return graphs;
}

std::set<rdf::Term> SourceUpdate::stated_graphs(const std::set<std::string>& sources) const {
  std::set<rdf::Term> graphs;
  for (const std::string& iri : sources)
    if (const auto known = known_.sources_.find(iri); known != known_.sources_.end())
      graphs.insert(known->second.graphs.begin(), known->second.graphs.end());
  return graphs;
}

void SourceUpdate::keep_provenance(const graph::QuadSource& before, rdf::StatementSink& sink) const {
  const std::set<std::string> dropped_sources = dropped();
  std::set<std::string> gone = dropped_sources, kept_documents;
  gone.insert(mapped_again_.begin(), mapped_again_.end());
  const std::set<rdf::Term> gone_graphs = stated_graphs(gone);
  for (const auto& [iri, source] : known_.sources_)
    (gone.contains(iri) ? gone : kept_documents).insert(source.documents.begin(), source.documents.end());
  for (const std::string& document : kept_documents) // one document may be part of several sources
    if (!dropped_sources.contains(document) && !mapped_again_.contains(document))
      gone.erase(document);
  for (const auto& [iri, source] : known_.sources_) // runs of which no graph is left
    if (gone.contains(iri))
      gone.insert(source.runs.begin(), source.runs.end());
  for (const auto& [iri, source] : known_.sources_)
    if (!dropped_sources.contains(iri) && !mapped_again_.contains(iri))
      for (const std::string& run : source.runs)
        gone.erase(run);
  const auto is_gone = [&](const rdf::Term& term) {
    return (term.kind == rdf::TermKind::iri && gone.contains(without_fragment(term.value))) || gone_graphs.contains(term);
  };
  for_each_statement(before, [&](const rdf::Quad& quad) {
    const auto names = names_gone_.find(quad.subject.value);
    const bool is_name = quad.predicate.value == vocabulary::rdfs::label && known_.sources_.contains(quad.subject.value);
    const bool keeps_name = is_name && !dropped_sources.contains(quad.subject.value) &&
                            (names == names_gone_.end() || !names->second.contains(quad.object.value));
    if (is_name ? keeps_name : !is_gone(quad.subject) && !is_gone(quad.object))
      sink.statement(quad);
  });
}

} // namespace micrograph::ingest
