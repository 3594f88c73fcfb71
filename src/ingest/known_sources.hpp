#pragma once

#include "graph/quad_source.hpp"
#include "ingest/report.hpp"
#include "rdf/statement_sink.hpp"
#include "rdf/term.hpp"

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace micrograph::ingest {

/// The sources that a graph of before was made from, as its provenance says. What an update asks.
class KnownSources {
public:
  /// Reads the provenance graph; a graph without one knows no sources.
  explicit KnownSources(const graph::QuadSource& before);

  /// True if the source is there under the same name, with the same bytes, and was mapped by the same version of the
  /// program with the same version of the mappings: importing it again would give the same statements. RDF is not mapped, so
  /// that mappings do not matter; but it is never unchanged if another source states one of its graphs, since what stands in a
  /// graph of several goes and comes as a whole.
  [[nodiscard]] bool unchanged(const SourceReport& report, const std::string& mapping_version) const;
  /// IRIs of the sources with this IRI or this name.
  [[nodiscard]] std::set<std::string> find(const std::string& name_or_iri) const;
  [[nodiscard]] std::size_t size() const { return sources_.size(); }

private:
  friend class SourceUpdate;
  struct Source {
    std::set<std::string> names;
    std::set<std::string> runs;      ///< that mapped it
    std::set<std::string> documents; ///< that it consists of, if they are several
    std::set<rdf::Term> graphs;      ///< of RDF: its own, and those that it states
  };
  [[nodiscard]] bool unchanged_run(const SourceReport& report, const Source& known, const std::string& mapping_version) const;

  std::map<std::string, Source> sources_;                ///< by IRI
  std::map<std::string, std::set<std::string>> by_name_; ///< IRIs
  std::set<std::string> agents_of_runs_;                 ///< run, a space, the program that did it
  std::set<rdf::Term> shared_graphs_;                    ///< stated by several sources
};

/// What of a graph of before gives way to what is imported now.
class SourceUpdate {
public:
  /// `known` must outlive this.
  explicit SourceUpdate(const KnownSources& known) : known_(known) {}

  /// An imported source takes the place of those that had its name, and of itself if it was mapped otherwise. A source that
  /// has other names besides, being copied somewhere, loses only that name.
  void imported(const SourceReport& report, const std::string& mapping_version);
  /// Takes out the sources with this IRI or name; false if there is none.
  [[nodiscard]] bool remove(const std::string& name_or_iri);

  /// IRIs of the sources of which nothing is left.
  [[nodiscard]] std::set<std::string> dropped() const;
  /// The graphs to be taken out: those of sources that are dropped or were mapped again, and the provenance graph, of which
  /// keep_provenance() gives back what still holds. Throws UsageError `graph.shared` if one of them holds statements of
  /// a source that stays, too: nobody could tell them apart.
  [[nodiscard]] std::vector<rdf::Term> graphs() const;
  void keep_provenance(const graph::QuadSource& before, rdf::StatementSink& sink) const;

private:
  [[nodiscard]] std::set<rdf::Term> stated_graphs(const std::set<std::string>& sources) const;

  const KnownSources& known_;
  std::set<std::string> removed_;
  std::set<std::string> mapped_again_;
  std::map<std::string, std::set<std::string>> names_gone_; ///< by IRI
};

} // namespace micrograph::ingest
