#include "ingest/known_sources.hpp"

#include "graph/snapshot.hpp"
#include "ingest/provenance.hpp"
#include "ingest/run_record.hpp"
#include "rdf/canonical.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace micrograph;

namespace {

const std::string one_version(64, '1'), other_version(64, '2');

ingest::LiftedSource source(const std::string& iri, const std::string& name) {
  ingest::LiftedSource source;
  source.report.iri = iri;
  source.report.source = name;
  source.report.format = "ome-xml";
  source.report.outcome = ingest::Outcome::imported;
  return source;
}

/// Two sources, each mapped with a version of the mappings of its own.
std::shared_ptr<const graph::Snapshot> two_sources() {
  graph::SnapshotBuilder builder;
  ingest::state_provenance(source("http://e/a", "a.xml"), one_version, {"http://e/image"}, builder);
  ingest::state_provenance(source("http://e/b", "b.xml"), other_version, {}, builder);
  return builder.build(graph::DefaultGraph::union_of_all);
}

bool says(const rdf::QuadList& quads, const std::string& iri) {
  return std::any_of(quads.quads().begin(), quads.quads().end(),
                     [&](const rdf::Quad& quad) { return quad.subject.value == iri || quad.object.value == iri; });
}

} // namespace

TEST_CASE("a source is unchanged if the same run made it") {
  const auto before = two_sources();
  const ingest::KnownSources known(*before);
  CHECK(known.size() == 2);
  CHECK(known.unchanged(source("http://e/a", "a.xml").report, one_version));
  CHECK_FALSE(known.unchanged(source("http://e/a", "a.xml").report, other_version));
  CHECK_FALSE(known.unchanged(source("http://e/a", "renamed.xml").report, one_version));
  CHECK_FALSE(known.unchanged(source("http://e/c", "a.xml").report, one_version));
}

TEST_CASE("a run goes with the last of its graphs") {
  const auto before = two_sources();
  const ingest::KnownSources known(*before);
  const std::string one = ingest::mapping_run_name(one_version), other = ingest::mapping_run_name(other_version);
  rdf::QuadList all, one_again, without_b;
  ingest::SourceUpdate(known).keep_provenance(*before, all);
  CHECK(says(all, one));
  CHECK(says(all, other));

  ingest::SourceUpdate mapped_again(known);
  mapped_again.imported(source("http://e/a", "a.xml").report, other_version);
  mapped_again.keep_provenance(*before, one_again);
  CHECK_FALSE(says(one_again, one));
  CHECK(says(one_again, other));

  ingest::SourceUpdate removed(known);
  CHECK(removed.remove("b.xml"));
  removed.keep_provenance(*before, without_b);
  CHECK(says(without_b, one));
  CHECK_FALSE(says(without_b, other));
}

TEST_CASE("a run stays as long as a source of it does") {
  graph::SnapshotBuilder builder;
  for (const char* name : {"a", "b"})
    ingest::state_provenance(source(std::string("http://e/") + name, name), one_version, {}, builder);
  const auto before = builder.build(graph::DefaultGraph::union_of_all);
  const ingest::KnownSources known(*before);
  ingest::SourceUpdate update(known);
  CHECK(update.remove("a"));
  rdf::QuadList left;
  update.keep_provenance(*before, left);
  CHECK_FALSE(says(left, "http://e/a"));
  const std::string run = ingest::mapping_run_name(one_version);
  CHECK(std::any_of(left.quads().begin(), left.quads().end(), [&](const rdf::Quad& quad) { return quad.subject.value == run; }));
}

TEST_CASE("a run is stated with its time, mappings, sources and graphs") {
  rdf::QuadList quads;
  ingest::state_run({"2024-01-02T03:04:05.000Z", "2024-01-02T03:04:06.000Z", one_version, {{"a/b.rq", ""}}, {"http://e/a"},
                     {rdf::Term(rdf::iri("http://e/a#aligned"))}}, quads);
  const std::string text = rdf::sorted_nquads(quads.quads());
  const std::string run = "<" + ingest::mapping_run_name(one_version) + "/20240102T030405000Z> <http://www.w3.org/ns/prov#";
  const std::string date = "^^<http://www.w3.org/2001/XMLSchema#dateTime>";
  CHECK(text.find(run + "startedAtTime> \"2024-01-02T03:04:05.000Z\"" + date) != std::string::npos);
  CHECK(text.find(run + "endedAtTime> \"2024-01-02T03:04:06.000Z\"" + date) != std::string::npos);
  CHECK(text.find(run + "used> <http://e/a>") != std::string::npos);
  CHECK(text.find(run + "generated> <http://e/a#aligned>") != std::string::npos);
  // The SHA-256 of nothing.
  CHECK(text.find("/a/b.rq> <http://schema.org/sha256> \"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"") !=
        std::string::npos);
}
