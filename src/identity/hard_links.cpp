#include "identity/hard_links.hpp"

#include "identity/doubts.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace micrograph::identity {

namespace {

using graph::ValueId;
using Outcome = BoundedClusters::Outcome;

class Linker {
public:
  Linker(const graph::QuadSource& source, const Entities& entities, const Keys& keys, BoundedClusters& clusters, FindingSink& findings)
      : source_(source), entities_(entities), keys_(keys), clusters_(clusters), findings_(findings) {}

  void decide(std::span<const Decision> decisions) {
    for (const bool same : {false, true}) // refusals first, since they hold in all that follows
      for (std::size_t i = 0; i < decisions.size(); ++i)
        if (decisions[i].same == same)
          decide(decisions[i], static_cast<std::uint32_t>(i));
  }

  void take_assertions() {
    for (const Stated& stated : entities_.statements())
      if (stated.aspect == Aspect::same_as)
        if (const auto other = entities_.find(stated.object); other && *other != stated.entity && stated_by_a_source(stated)) {
          const auto number = static_cast<std::uint32_t>(&stated - entities_.statements().data());
          const Link link{stated.entity, *other, Rule::asserted, number, number};
          if (is_one(clusters_.unite(link.a, link.b)))
            links_.push_back(link);
          else
            contradict(link.a, link.b, "an owl:sameAs of a source");
        }
  }

  void take_keys() {
    const auto& keys = keys_.sorted();
    for (auto first = keys.begin(); first != keys.end();) {
      const auto last = std::find_if(first, keys.end(), [&](const Key& key) { return !keys_.equal(*first, key); });
      if (last - first > 1)
        take_block({first, last});
      first = last;
    }
  }

  [[nodiscard]] std::vector<Link> links() { return std::move(links_); }

private:
  [[nodiscard]] std::string name(std::uint32_t entity) const { return source_.term(entities_.id(entity)).value; }

  void decide(const Decision& decision, std::uint32_t number) {
    const auto a = entity_named(decision.a), b = entity_named(decision.b);
    if (!a || !b) {
      findings_.report({"identity.decision.unknown", Severity::note, decision.place,
                        "the graph has nothing to compare that is called " + (a ? decision.b : decision.a)});
      return;
    }
    if (!decision.same) {
      clusters_.refuse(*a, *b);
      return;
    }
    const Exclusive difference = clusters_.difference(*a, *b);
    if (clusters_.unite_by_decision(*a, *b) == Outcome::refused) {
      findings_.report({"identity.decision.contradiction", Severity::warning, decision.place,
                        "other decisions, taken together, say that " + decision.a + " and " + decision.b + " are two things; they are kept apart"});
      return;
    }
    if (difference != Exclusive::none)
      findings_.report({"identity.decision.overrules", Severity::warning, decision.place,
                        decision.a + " and " + decision.b + " have different " + std::string(name_of(difference)) + " and are one thing by decision"});
    links_.push_back({*a, *b, Rule::accepted, number, number});
  }

  [[nodiscard]] std::optional<std::uint32_t> entity_named(const std::string& iri) const {
    const auto id = source_.find(rdf::iri(iri));
    return id ? entities_.find(*id) : std::nullopt;
  }

  /// Not by the graph that an earlier run wrote alone.
  [[nodiscard]] bool stated_by_a_source(const Stated& stated) const {
    graph::Pattern pattern;
    pattern.terms = {stated.subject, stated.predicate, stated.object, graph::undefined};
    pattern.scope = graph::GraphScope::named_graphs;
    const auto scan = source_.scan(pattern);
    std::vector<graph::Row> rows(16);
    const auto own = source_.find(rdf::iri(identity_graph));
    bool in_own = false;
    while (const std::size_t count = scan->next(rows))
      for (std::size_t i = 0; i < count; ++i) {
        if (!own || rows[i][graph::graph_name] != *own)
          return true;
        in_own = true;
      }
    return !in_own; // outside of all graphs
  }

  /// Of equal keys, sorted by entity. Each is held against the sets of those before it, as comparing all pairs would.
  void take_block(std::span<const Key> block) {
    if (entities_.family(block.front().entity) == Family::image && shares_a_document(block)) {
      findings_.report({"identity.key.shared", Severity::note, Place{name(block.front().entity), {}, {}, {}, {}},
                        "several images of one document have " + std::string(keys_.value(block.front())) + ", so it does not tell one image"});
      return;
    }
    if (const auto unlike = unlike_works(block)) {
      findings_.report({"identity.key.copied", Severity::note, Place{name(unlike->first), {}, {}, {}, {}},
                        "it and " + name(unlike->second) + " have the UUID " + std::string(keys_.value(block.front())) +
                            ", and titles without two words in common; it was copied, and what has it is a candidate only"});
      return;
    }
    std::vector<std::size_t> firsts{0}; // of each set, the first key
    for (std::size_t i = 1; i < block.size(); ++i) {
      const auto home = std::find_if(firsts.begin(), firsts.end(), [&](std::size_t first) {
        return is_one(clusters_.unite(block[first].entity, block[i].entity));
      });
      if (home != firsts.end()) {
        links_.push_back({block[*home].entity, block[i].entity, block[i].rule, block[*home].stated, block[i].stated});
        continue;
      }
      contradict(block[0].entity, block[i].entity, keys_.value(block[i]));
      if (firsts.size() == most_rivals) {
        findings_.report({"identity.block.large", Severity::warning, Place{name(block[i].entity), {}, {}, {}, {}},
                          std::string(keys_.value(block[i])) + " is given to more than " + std::to_string(most_rivals) +
                              " things that other values tell apart; the rest is not compared"});
        return;
      }
      firsts.push_back(i);
    }
  }

  [[nodiscard]] bool shares_a_document(std::span<const Key> block) const {
    std::set<std::string> documents;
    for (const Key& key : block)
      if (const std::string iri = name(key.entity); !document_of(iri).empty() && !documents.emplace(document_of(iri)).second)
        return true;
    return false;
  }

  /// A UUID comes from templates, too: it is no evidence once works have it that are called quite differently. Two of those.
  [[nodiscard]] std::optional<std::pair<std::uint32_t, std::uint32_t>> unlike_works(std::span<const Key> block) const {
    if (block.front().rule != Rule::uuid || entities_.family(block.front().entity) != Family::work)
      return std::nullopt;
    const auto titled = std::find_if(block.begin(), block.end(), [&](const Key& key) { return has_title(source_, entities_, key.entity); });
    for (auto it = titled; it != block.end(); ++it)
      if (have_unlike_titles(source_, entities_, titled->entity, it->entity))
        return std::pair(titled->entity, it->entity);
    return std::nullopt;
  }

  [[nodiscard]] static bool is_one(Outcome outcome) { return outcome == Outcome::united || outcome == Outcome::were_one; }

  /// Nothing is said of what a person refused: that is how it should be.
  void contradict(std::uint32_t a, std::uint32_t b, std::string_view why) {
    const Exclusive difference = clusters_.difference(a, b);
    if (difference != Exclusive::none)
      findings_.report({"identity.contradiction", Severity::warning, Place{name(a), {}, {}, {}, {}},
                        "it and " + name(b) + " are one by " + std::string(why) + ", but by their different " +
                            std::string(name_of(difference)) + " they are two; they are kept apart"});
  }

  const graph::QuadSource& source_;
  const Entities& entities_;
  const Keys& keys_;
  BoundedClusters& clusters_;
  FindingSink& findings_;
  std::vector<Link> links_;
};

} // namespace

std::string_view document_of(std::string_view iri) {
  const auto hash = iri.find('#');
  return hash == std::string_view::npos ? std::string_view() : iri.substr(0, hash);
}

std::vector<Link> link_by_hard_evidence(const graph::QuadSource& source, const Entities& entities, const Keys& keys,
                                        std::span<const Decision> decisions, BoundedClusters& clusters, FindingSink& findings) {
  for (const Keys::EntityFact& fact : keys.facts())
    clusters.add_fact(fact.entity, fact.fact);
  Linker linker(source, entities, keys, clusters, findings);
  linker.decide(decisions);
  linker.take_assertions();
  linker.take_keys();
  return linker.links();
}

} // namespace micrograph::identity
