#pragma once

#include "graph/snapshot.hpp"
#include "rdf/term.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

/// Small made-up graphs of provenance, and answers to questions about them that are found by trying, with nothing of what the
/// program does: no tables of it, no order, no search but "until nothing changes".
namespace micrograph::test {

struct Triple {
  std::string s, p, o;
  friend auto operator<=>(const Triple&, const Triple&) = default;
};

namespace provenance {

inline const std::string prov = "http://www.w3.org/ns/prov#", dct = "http://purl.org/dc/terms/",
                         same = "http://www.w3.org/2002/07/owl#sameAs", topic = "http://xmlns.com/foaf/0.1/primaryTopic",
                         type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

/// From effect to cause, and from cause to effect.
inline const std::vector<std::string> up{prov + "wasDerivedFrom", prov + "used", prov + "wasGeneratedBy", dct + "source",
                                         prov + "hadPrimarySource"};
inline const std::vector<std::string> down{prov + "generated", prov + "hadDerivation", dct + "hasVersion"};
inline const std::vector<std::string> part{dct + "isPartOf", "http://schema.org/isPartOf"}, whole{dct + "hasPart", prov + "hadMember"};
inline const std::vector<std::string> note{"http://www.w3.org/ns/oa#hasTarget", dct + "references"},
    noted{"https://ld.openmicroscopy.org/core/hasAnnotation", dct + "isReferencedBy"};
inline const std::vector<std::string> actor{prov + "wasAttributedTo", prov + "wasAssociatedWith", dct + "creator"};

inline bool among(const std::string& iri, const std::vector<std::string>& list) {
  return std::find(list.begin(), list.end(), iri) != list.end();
}

} // namespace provenance

class ProvenanceGraph {
public:
  explicit ProvenanceGraph(std::mt19937& random) {
    using namespace provenance;
    const std::uint32_t size = 2 + random() % 8;
    for (std::uint32_t i = 0; i < size; ++i)
      names.push_back("http://example.org/" + std::string(1, static_cast<char>('a' + i)));
    const auto any = [&random](const std::vector<std::string>& list) { return list[random() % list.size()]; };
    const std::uint32_t statements = 1 + random() % 14;
    for (std::uint32_t i = 0; i < statements; ++i) {
      const std::string a = any(names), b = any(names);
      switch (random() % 14) {
      case 0:
      case 1:
      case 2:
      case 3:
        triples.insert({a, any(up), b});
        break;
      case 4:
        triples.insert({a, any(down), b});
        break;
      case 5:
        triples.insert({a, any(part), b});
        break;
      case 6:
        triples.insert({a, any(whole), b});
        break;
      case 7:
      case 8:
        triples.insert({a, same, b});
        break;
      case 9: {
        const std::string how = "http://example.org/how" + std::to_string(i);
        const bool usage = random() % 2 == 0;
        triples.insert({a, prov + (usage ? "qualifiedUsage" : "qualifiedDerivation"), how});
        triples.insert({how, prov + "entity", b});
        break;
      }
      case 10:
        triples.insert({a, any(note), b});
        break;
      case 11:
        triples.insert({a, any(noted), b});
        break;
      case 12:
        triples.insert({a, topic, b});
        break;
      default:
        triples.insert({a, any(actor), b});
        if (random() % 3 == 0)
          triples.insert({b, prov + "actedOnBehalfOf", any(names)});
        if (random() % 3 == 0)
          triples.insert({b, type, prov + (random() % 2 == 0 ? "SoftwareAgent" : "Person")});
      }
    }
    if (random() % 2 == 0)
      triples.insert({any(names), type, "https://ld.openmicroscopy.org/core/Objective"});
  }

  [[nodiscard]] std::shared_ptr<const graph::Snapshot> snapshot() const {
    graph::SnapshotBuilder builder;
    for (const Triple& t : triples)
      builder.statement({rdf::iri(t.s), rdf::iri(t.p), rdf::iri(t.o), {}});
    return builder.build();
  }
  [[nodiscard]] bool has(const std::string& name) const {
    return std::any_of(triples.begin(), triples.end(), [&name](const Triple& t) { return t.s == name || t.p == name || t.o == name; });
  }

  /// Everything that is the same as one of them.
  [[nodiscard]] std::set<std::string> with_names(std::set<std::string> things) const {
    for (std::size_t before = 0; before != things.size();) {
      before = things.size();
      for (const Triple& t : triples)
        if (t.p == provenance::same && (things.contains(t.s) || things.contains(t.o)))
          things.insert({t.s, t.o});
    }
    return things;
  }

  /// Pairs of effect and cause, as stated; with parts as effects of their wholes if told so.
  [[nodiscard]] std::set<std::pair<std::string, std::string>> steps(bool parts) const {
    using namespace provenance;
    std::set<std::pair<std::string, std::string>> out;
    for (const Triple& t : triples) {
      if (among(t.p, up) || (parts && among(t.p, part)))
        out.emplace(t.s, t.o);
      if (among(t.p, down) || (parts && among(t.p, whole)))
        out.emplace(t.o, t.s);
      if (t.p == prov + "qualifiedUsage" || t.p == prov + "qualifiedDerivation")
        for (const Triple& rest : triples)
          if (rest.s == t.o && rest.p == prov + "entity")
            out.emplace(t.s, rest.o);
    }
    return out;
  }

  /// The thing asked about, under all its names and those of what it is a record of.
  [[nodiscard]] std::set<std::string> start(const std::string& thing) const {
    std::set<std::string> names_of_it = with_names({thing});
    std::set<std::string> topics;
    for (const Triple& t : triples)
      if (t.p == provenance::topic && names_of_it.contains(t.s))
        topics.insert(t.o);
    names_of_it.merge(topics);
    return with_names(names_of_it);
  }

  /// Steps from a thing to everything that can be reached; `bound` 0 means none.
  [[nodiscard]] std::map<std::string, int> reach(const std::string& thing, bool upwards, bool parts, int bound) const {
    std::map<std::string, int> depth;
    std::set<std::string> front = start(thing);
    const auto pairs = steps(parts);
    for (int at = 0; !front.empty(); ++at) {
      std::set<std::string> next;
      for (const std::string& name : front)
        depth.emplace(name, at);
      if (bound != 0 && at == bound)
        break;
      for (const auto& [effect, cause] : pairs)
        if (front.contains(upwards ? effect : cause))
          next.insert(upwards ? cause : effect);
      front.clear();
      for (const std::string& name : with_names(next))
        if (!depth.contains(name))
          front.insert(name);
    }
    return depth;
  }

  std::vector<std::string> names;
  std::set<Triple> triples;
};

} // namespace micrograph::test
