#include "identity/resolution.hpp"

#include "identifiers/recognition.hpp"
#include "identity/doubts.hpp"
#include "identity/hard_links.hpp"
#include "rdf/vocabulary.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace micrograph::identity {

namespace {

constexpr std::uint32_t alone = 0xFFFFFFFF;

/// Passes on so many findings of each code, and counts the rest: a graph of a million things may have a million oddities.
class BoundedFindings final : public FindingSink {
public:
  explicit BoundedFindings(FindingSink& sink) : sink_(sink) {}
  void report(Finding finding) override {
    if (++counts_[finding.code] <= most)
      sink_.report(std::move(finding));
  }
  void finish() {
    for (const auto& [code, count] : counts_)
      if (count > most)
        sink_.report({"identity.more", Severity::note, {}, std::to_string(count - most) + " more findings of " + code + " are not listed"});
  }

private:
  static constexpr std::uint64_t most = 1000;
  FindingSink& sink_;
  std::map<std::string, std::uint64_t> counts_;
};

} // namespace

graph::ValueId preferred_name(const graph::QuadSource& source, std::span<const graph::ValueId> ids) {
  std::optional<graph::ValueId> first_iri;
  for (const graph::ValueId id : ids) {
    if (source.kind(id) != rdf::TermKind::iri)
      continue;
    // A UUID is unique, but nobody can look it up.
    const auto read = identifiers::recognise(source.term(id).value);
    if (read.status == identifiers::Status::valid && read.scheme->name != "uuid")
      return id;
    first_iri = first_iri.value_or(id);
  }
  return first_iri.value_or(ids.front());
}

Resolution::Resolution(const graph::QuadSource& source, std::vector<Decision> decisions, const ResolutionOptions& options, FindingSink& findings)
    : source_(source), decisions_(std::move(decisions)), entities_(source) {
  BoundedFindings bounded(findings);
  if (entities_.blank_nodes() != 0)
    bounded.report({"identity.blank-node", Severity::note, {},
                    std::to_string(entities_.blank_nodes()) + " things have no IRI by which they could be spoken of elsewhere, and were not compared"});
  let_refusals_win(decisions_, bounded);
  BoundedClusters sets(entities_.size());
  std::vector<Link> links;
  {
    const Keys keys(source, entities_, bounded); // held no longer than needed: it has the text of all keys
    links = link_by_hard_evidence(source, entities_, keys, decisions_, sets, bounded);
  }
  report_doubts(source, entities_, links, bounded);
  if (options.candidates)
    candidates_ = find_candidates(source, entities_, sets, options.search, counters_, bounded);
  collect(sets, links);
  bounded.finish();
}

void Resolution::collect(const BoundedClusters& sets, const std::vector<Link>& links) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> by_root;
  for (const Link& link : links)
    for (const std::uint32_t entity : {link.a, link.b})
      by_root.emplace_back(sets.root(entity), entity);
  std::sort(by_root.begin(), by_root.end());
  by_root.erase(std::unique(by_root.begin(), by_root.end()), by_root.end());
  for (std::size_t i = 0; i < by_root.size(); ++i) {
    if (i == 0 || by_root[i].first != by_root[i - 1].first)
      clusters_.emplace_back();
    clusters_.back().members.push_back(by_root[i].second);
  }
  for (Cluster& cluster : clusters_) {
    std::vector<graph::ValueId> names;
    for (const std::uint32_t member : cluster.members)
      names.push_back(entities_.id(member));
    cluster.representative = *entities_.find(preferred_name(source_, names));
  }
  std::sort(clusters_.begin(), clusters_.end(), [](const Cluster& a, const Cluster& b) { return a.representative < b.representative; });
  cluster_of_.assign(entities_.size(), alone);
  for (std::size_t i = 0; i < clusters_.size(); ++i)
    for (const std::uint32_t member : clusters_[i].members)
      cluster_of_[member] = static_cast<std::uint32_t>(i);
  for (const Link& link : links)
    clusters_[cluster_of_[link.a]].links.push_back(link);
}

const Cluster* Resolution::cluster_of(std::uint32_t entity) const {
  return cluster_of_[entity] == alone ? nullptr : &clusters_[cluster_of_[entity]];
}

void Resolution::emit(rdf::StatementSink& sink) const {
  const auto own_graph = rdf::iri(identity_graph);
  for (const Cluster& cluster : clusters_) {
    const rdf::Term representative = source_.term(entities_.id(cluster.representative));
    for (const std::uint32_t member : cluster.members)
      if (member != cluster.representative)
        sink.statement({source_.term(entities_.id(member)), rdf::iri(rdf::vocabulary::owl::same_as), representative, own_graph});
  }
}

} // namespace micrograph::identity
