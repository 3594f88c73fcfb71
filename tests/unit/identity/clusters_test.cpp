#include "graph_text.hpp"
#include "identity/hard_links.hpp"
#include "identity/resolution.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace micrograph;
using namespace micrograph::identity;
using micrograph::test::graph_from;

namespace {

struct Resolved {
  std::shared_ptr<const graph::Snapshot> graph;
  FindingList findings;
  Resolution resolution;

  explicit Resolved(const std::string& trig, std::vector<Decision> decisions = {})
      : graph(graph_from(trig)), resolution(*graph, std::move(decisions), {}, findings) {}

  /// `a b|c d`: members of each cluster, without what the examples' names start with.
  [[nodiscard]] std::string clusters() const {
    std::set<std::string> all;
    for (const Cluster& cluster : resolution.clusters()) {
      std::set<std::string> names;
      for (const std::uint32_t member : cluster.members)
        names.insert(short_name(member));
      std::string joined;
      for (const std::string& name : names)
        joined += (joined.empty() ? "" : " ") + name;
      all.insert(joined);
    }
    std::string out;
    for (const std::string& cluster : all)
      out += (out.empty() ? "" : "|") + cluster;
    return out;
  }
  [[nodiscard]] std::string short_name(std::uint32_t entity) const {
    const std::string iri = graph->term(resolution.entities().id(entity)).value;
    return iri.substr(iri.rfind('/') + 1);
  }
  [[nodiscard]] std::string codes() const {
    std::string out;
    for (const Finding& finding : findings.findings())
      out += (out.empty() ? "" : " ") + finding.code;
    return out;
  }
};

Decision decide(const char* a, const char* b, bool same) {
  return {std::string("https://example.org/") + a, std::string("https://example.org/") + b, same, {}};
}

const char* const three_people = "ex:a a schema:Person . ex:b a schema:Person . ex:c a schema:Person .";

} // namespace

TEST_CASE("equal identifiers in different writing make one thing") {
  const Resolved there("ex:a a schema:Person ; datacite:hasIdentifier ex:i . ex:i rdf:value 'orcid.org/0000-0002-1825-0097' ."
                       "ex:b a schema:Person ; dcterms:identifier 'https://orcid.org/0000-0002-1825-0097' ."
                       "orcid:0000-0002-1825-0097 a dcterms:Agent ."
                       "ex:c a schema:Person ; dcterms:identifier 'https://orcid.org/0000-0001-5109-3700' .");
  CHECK(there.clusters() == "0000-0002-1825-0097 a b");
  REQUIRE(there.resolution.clusters().size() == 1);
  const Cluster& cluster = there.resolution.clusters().front();
  CHECK(there.short_name(cluster.representative) == "0000-0002-1825-0097");
  CHECK(cluster.links.size() == 2);
  CHECK(cluster.links.front().rule == Rule::identifier);
  CHECK(there.codes() == "");
}

TEST_CASE("a wrong check digit identifies nothing") {
  CHECK(Resolved("ex:a a schema:Person ; dcterms:identifier 'https://orcid.org/0000-0002-1825-0098' ."
                 "ex:b a schema:Person ; dcterms:identifier 'https://orcid.org/0000-0002-1825-0098' .")
            .clusters() == "");
}

TEST_CASE("serial numbers need make and model") {
  const std::string both = " core:manufacturer 'Zeiss' ; core:model 'LSM 880' ; core:serial_number ";
  CHECK(Resolved("ex:a a core:Microscope ;" + both + "'SN 4711' . ex:b a core:Instrument ;" + both + "'sn4711' .").clusters() == "a b");
  CHECK(Resolved("ex:a a core:Microscope ;" + both + "'4711' . ex:b a core:Microscope ;" + both + "'4712' .").clusters() == "");
  CHECK(Resolved("ex:a a core:Microscope ;" + both + "'000' . ex:b a core:Microscope ;" + both + "'000' .").clusters() == "");
  for (const std::string nothing : {"'000'", "'n/a'", "'12'", "'0123456789'", "'1234'"})
    CHECK(Resolved("ex:a a core:Microscope ;" + both + nothing + " . ex:b a core:Microscope ;" + both + nothing + " .").clusters() == "");
  CHECK(Resolved("ex:a a core:Microscope ; core:serial_number '4711' . ex:b a core:Microscope ; core:serial_number '4711' .").clusters() == "");
}

TEST_CASE("samples are told by their accession") {
  const auto clusters = [](const std::string& a, const std::string& b) {
    return Resolved("ex:a a <http://purl.obolibrary.org/obo/OBI_0100051> ; dcterms:identifier '" + a + "' . ex:b a <http://purl.obolibrary.org/obo/OBI_0100051> ; dcterms:identifier '" + b + "' .").clusters();
  };
  CHECK(clusters("SAMEA2397676", "https://www.ebi.ac.uk/biosamples/samples/SAMEA2397676") == "a b");
  CHECK(clusters("biosample:SAMN02797112", "SAMN02797112") == "a b");
  CHECK(clusters("SAMEA2397676", "SAMEA2397677") == "");
  CHECK(clusters("sample 1", "sample 1") == "");
}

TEST_CASE("equal checksums make one file, and different ones bound it") {
  const std::string x(64, 'a'), y(64, 'b');
  CHECK(Resolved("ex:a a schema:MediaObject ; schema:sha256 '" + x + "' . ex:b a schema:MediaObject ; schema:sha256 '" + x + "' .").clusters() == "a b");
  const Resolved two("ex:a a schema:MediaObject ; schema:sha256 '" + x + "' ; dcterms:identifier 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6' ."
                     "ex:b a schema:MediaObject ; schema:sha256 '" + y + "' ; dcterms:identifier 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6' .");
  CHECK(two.clusters() == "");
  CHECK(two.codes() == "identity.contradiction");
}

TEST_CASE("a thing with two ORCID iDs is linked by neither, but for its own name") {
  const Resolved there("ex:a a schema:Person ; dcterms:identifier 'https://orcid.org/0000-0002-1825-0097' , 'https://orcid.org/0000-0001-5109-3700' ."
                       "orcid:0000-0002-1825-0097 a schema:Person ; dcterms:identifier 'https://orcid.org/0000-0001-5109-3700' ."
                       "ex:b a schema:Person ; dcterms:identifier 'https://orcid.org/0000-0002-1825-0097' .");
  CHECK(there.clusters() == "0000-0002-1825-0097 b");
  CHECK(there.codes() == "identity.several-identifiers identity.several-identifiers");
}

TEST_CASE("a person and an organisation are two, whatever they share") {
  const Resolved there("ex:a a schema:Person ; dcterms:identifier 'https://orcid.org/0000-0002-1825-0097' ."
                       "ex:b a schema:Organization ; dcterms:identifier 'https://orcid.org/0000-0002-1825-0097' .");
  CHECK(there.clusters() == "");
  CHECK(there.codes() == "identity.contradiction");
}

TEST_CASE("an identifier that two images of one document have is the document's") {
  const Resolved there("<https://example.org/d#1> a core:Image ; dcterms:identifier 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6' ."
                       "<https://example.org/d#2> a core:Image ; dcterms:identifier 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6' ."
                       "ex:b a core:Image ; dcterms:identifier 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6' .");
  CHECK(there.clusters() == "");
  CHECK(there.codes() == "identity.key.shared");
}

TEST_CASE("a source's owl:sameAs counts, what an earlier run wrote does not") {
  CHECK(Resolved(std::string(three_people) + "GRAPH ex:g { ex:a owl:sameAs ex:b }").clusters() == "a b");
  CHECK(Resolved(std::string(three_people) + "GRAPH <" + identity_graph + "> { ex:a owl:sameAs ex:b }").clusters() == "");
  CHECK(Resolved(std::string(three_people) + "GRAPH <" + identity_graph + "> { ex:a owl:sameAs ex:b } GRAPH ex:g { ex:a owl:sameAs ex:b }").clusters() ==
        "a b");
}

TEST_CASE("decisions: accepted, refused, overruling, against each other") {
  CHECK(Resolved(three_people, {decide("a", "b", true)}).clusters() == "a b");
  const std::string same = std::string(three_people) + "ex:a owl:sameAs ex:b . ex:b owl:sameAs ex:c .";
  CHECK(Resolved(same).clusters() == "a b c");
  const Resolved refused(same, {decide("c", "a", false)});
  CHECK(refused.clusters() == "a b"); // the second link would bring a and c together
  CHECK(refused.codes() == "");
  const Resolved overruled("ex:a a schema:Person ; dcterms:identifier 'https://orcid.org/0000-0002-1825-0097' ."
                           "ex:b a schema:Person ; dcterms:identifier 'https://orcid.org/0000-0001-5109-3700' .",
                           {decide("a", "b", true)});
  CHECK(overruled.clusters() == "a b");
  CHECK(overruled.codes() == "identity.decision.overrules");
  const Resolved against(three_people, {decide("a", "b", true), decide("b", "a", false)});
  CHECK(against.clusters() == "");
  CHECK(against.codes() == "identity.decision.contradiction");
  const Resolved chain(three_people, {decide("a", "b", true), decide("b", "c", true), decide("a", "c", false)});
  CHECK(chain.clusters() == "a b");
  CHECK(chain.codes() == "identity.decision.contradiction");
  CHECK(Resolved(three_people, {decide("a", "nobody", true)}).codes() == "identity.decision.unknown");
}

TEST_CASE("one identifier and titles with nothing in common are doubtful") {
  const std::string copied = " a dcat:Dataset ; dcterms:identifier 'https://doi.org/10.5072/cells' ; dcterms:title ";
  const Resolved doubtful("ex:a" + copied + "'Cells of the kidney' . ex:b" + copied + "'Teeth in resin' .");
  CHECK(doubtful.clusters() == "a b");
  CHECK(doubtful.codes() == "identity.doubt");
  CHECK(Resolved("ex:a" + copied + "'Cells of the kidney' . ex:b" + copied + "'Living cells of the liver' .").codes() == "");
  CHECK(Resolved("ex:a" + copied + "'Cells of the kidney' . ex:b" + copied + "'kidney' .").codes() == "");
}

TEST_CASE("a UUID of works with unlike titles was copied, and links none of them") {
  const std::string copied = " a dcat:Dataset ; dcterms:identifier 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6' ; dcterms:title ";
  const std::string alike = "ex:a" + copied + "'Cells of the kidney' . ex:b" + copied + "'Living cells of the liver' .";
  CHECK(Resolved(alike).clusters() == "a b");
  const Resolved unlike(alike + "ex:c" + copied + "'Teeth in resin' .");
  CHECK(unlike.clusters() == "");
  CHECK(unlike.codes() == "identity.key.copied");
  // A title of one word is none, and of what has no title nothing is known.
  CHECK(Resolved(alike + "ex:c" + copied + "'Teeth' .").clusters() == "a b c");
  CHECK(Resolved("ex:0" + copied + "'x' . ex:a" + copied + "'Cells of the kidney' . ex:c" + copied + "'Teeth in resin' .").clusters() == "");
  // Other identifiers are given out by somebody.
  const std::string doi = " ; dcterms:identifier 'https://doi.org/10.5072/cells' .";
  CHECK(Resolved("ex:a a dcat:Dataset ; dcterms:title 'Cells of the kidney'" + doi + "ex:b a dcat:Dataset ; dcterms:title 'Teeth in resin'" + doi).clusters() == "a b");
}

TEST_CASE("parts of a microscope are two things, however they are numbered") {
  const std::string numbered = " ; core:manufacturer 'Zeiss' ; core:model 'One' ; core:serial_number '4711' .";
  const auto clusters = [&](const std::string& a, const std::string& b) { return Resolved("ex:a a " + a + numbered + " ex:b a " + b + numbered).clusters(); };
  CHECK(clusters("core:Microscope", "core:Instrument") == "a b");
  CHECK(clusters("core:Microscope", "core:LightSource") == "");
  CHECK(clusters("core:Objective", "core:Detector") == "");
  CHECK(clusters("core:LightSource , core:Laser", "core:LightSource") == "a b");
  CHECK(clusters("core:LightSource , core:Laser", "core:LightSource , core:LightEmittingDiode") == "");
  CHECK(clusters("core:LightSource , core:Arc", "core:Filament") == "");
  CHECK(Resolved("ex:a a core:Microscope" + numbered + " ex:b a core:Detector" + numbered).codes() == "identity.contradiction");
}

TEST_CASE("a value that everything has identifies nothing") {
  std::string trig;
  for (int i = 0; i < 200; ++i) {
    std::string sum(64, 'a');
    sum[0] = static_cast<char>('a' + i % 6);
    sum[1] = static_cast<char>('a' + i / 6 % 6);
    sum[2] = static_cast<char>('a' + i / 36);
    trig += "ex:f" + std::to_string(i) + " a schema:MediaObject ; schema:sha256 '" + sum + "' ; dcterms:identifier 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6' .\n";
  }
  const Resolved there(trig);
  CHECK(there.clusters() == "");
  const auto& all = there.findings.findings();
  CHECK(std::count_if(all.begin(), all.end(), [](const Finding& f) { return f.code == "identity.block.large"; }) == 1);
  CHECK(all.size() == most_rivals + 1);
}

TEST_CASE("blank nodes have no name to be linked by") {
  const Resolved there("_:x a schema:Person ; dcterms:identifier 'https://orcid.org/0000-0002-1825-0097' ."
                       "ex:b a schema:Person ; dcterms:identifier 'https://orcid.org/0000-0002-1825-0097' .");
  CHECK(there.clusters() == "");
  CHECK(there.resolution.entities().blank_nodes() == 1);
  CHECK(there.codes() == "identity.blank-node");
}

TEST_CASE("links go into a graph of their own, from each name to the one") {
  const Resolved there(std::string(three_people) + "ex:a owl:sameAs ex:b . ex:c owl:sameAs ex:b .");
  rdf::QuadList list;
  there.resolution.emit(list);
  REQUIRE(list.quads().size() == 2);
  CHECK(rdf::to_ntriples(list.quads()[0].subject) == "<https://example.org/b>");
  CHECK(rdf::to_ntriples(list.quads()[0].object) == "<https://example.org/a>");
  CHECK(list.quads()[1].graph.value == identity_graph);
}

namespace {

/// Every entity against every other before it, with each rule in turn: what blocks of equal keys must come to. The sets are
/// lists, and a pair of sets is judged by looking at all of their members.
class AllPairs {
public:
  struct Thing {
    std::string orcid;              ///< empty: none
    std::vector<std::string> uuids; ///< sorted
  };
  explicit AllPairs(std::vector<Thing> things) : things_(std::move(things)), set_(things_.size()) {
    for (std::size_t i = 0; i < set_.size(); ++i)
      set_[i] = i;
  }
  std::vector<std::size_t> run() {
    // Rules from strong to weak, values in order, later entity against each earlier one.
    for (const bool by_uuid : {false, true}) {
      std::set<std::string> values;
      for (const Thing& thing : things_)
        for (const std::string& value : of(thing, by_uuid))
          values.insert(value);
      for (const std::string& value : values)
        for (std::size_t j = 0; j < things_.size(); ++j)
          for (std::size_t i = 0; i < j; ++i)
            if (has(things_[i], by_uuid, value) && has(things_[j], by_uuid, value) && may_meet(set_[i], set_[j]))
              std::replace(set_.begin(), set_.end(), std::size_t{set_[j]}, std::size_t{set_[i]}); // copies, not what is replaced
    }
    return set_;
  }

private:
  static std::vector<std::string> of(const Thing& thing, bool by_uuid) {
    return by_uuid ? thing.uuids : thing.orcid.empty() ? std::vector<std::string>() : std::vector{thing.orcid};
  }
  static bool has(const Thing& thing, bool by_uuid, const std::string& value) {
    const auto all = of(thing, by_uuid);
    return std::find(all.begin(), all.end(), value) != all.end();
  }
  [[nodiscard]] bool may_meet(std::size_t a, std::size_t b) const {
    for (std::size_t i = 0; i < set_.size(); ++i)
      for (std::size_t j = 0; j < set_.size(); ++j)
        if (set_[i] == a && set_[j] == b && !things_[i].orcid.empty() && !things_[j].orcid.empty() && things_[i].orcid != things_[j].orcid)
          return false;
    return true;
  }
  std::vector<Thing> things_;
  std::vector<std::size_t> set_;
};

} // namespace

TEST_CASE("blocks of equal keys come to what comparing all pairs does") {
  const std::vector<std::string> orcids{"https://orcid.org/0000-0001-5109-3700", "https://orcid.org/0000-0002-1694-233X", "https://orcid.org/0000-0002-1825-0097"};
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const std::size_t count = 2 + random() % 12;
    std::vector<AllPairs::Thing> things(count);
    std::string trig;
    for (std::size_t i = 0; i < count; ++i) {
      if (random() % 3 == 0)
        things[i].orcid = orcids[random() % orcids.size()];
      for (int k = 0; k < 6; ++k)
        if (random() % 5 == 0)
          things[i].uuids.push_back("urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf" + std::to_string(k));
      const std::string name = "ex:" + std::string(1, static_cast<char>('a' + i));
      trig += name + " a schema:Person .\n";
      if (!things[i].orcid.empty())
        trig += name + " dcterms:identifier '" + things[i].orcid + "' .\n";
      for (const std::string& uuid : things[i].uuids)
        trig += name + " dcterms:identifier '" + uuid + "' .\n";
    }
    const auto wanted = AllPairs(things).run();
    const Resolved there(trig);
    for (std::uint32_t i = 0; i < count; ++i)
      for (std::uint32_t j = 0; j < i; ++j) {
        const Cluster *x = there.resolution.cluster_of(i), *y = there.resolution.cluster_of(j);
        CHECK((x != nullptr && x == y) == (wanted[i] == wanted[j]));
      }
  }
}
