// Loading sources on several threads: what comes out, in which order, and how it ends early.
#include "base/text_file.hpp"
#include "ingest/load.hpp"
#include "support/scratch_folder.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace micrograph;

namespace {

/// A few small images and a file that no reader can read.
struct Sources {
  Sources() {
    for (int i = 0; i < 12; ++i) {
      const std::string number = std::to_string(i);
      files.push_back(source(number + ".ome.xml", "<OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\"><Image ID=\"Image:0\" Name=\"of " +
                                                      number + "\"><Pixels ID=\"Pixels:0\" DimensionOrder=\"XYZCT\" Type=\"uint8\" SizeX=\"" + number +
                                                      "1\" SizeY=\"1\" SizeZ=\"1\" SizeC=\"1\" SizeT=\"1\"/></Image></OME>"));
    }
    files.push_back(source("broken.ome.xml", "<OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\"><Image>"));
  }
  ingest::SourceFile source(const std::string& name, const std::string& text) const { return {folder.write(name, text), name, true}; }

  test::ScratchFolder folder;
  ingest::SourceList files;
};

const mapping::Mapper& mapper() {
  static const mapping::Mapper loaded(MICROGRAPH_SOURCE_DIR "/mappings", MICROGRAPH_SOURCE_DIR "/ontologies");
  return loaded;
}

const mapping::FactView& facts() {
  static const mapping::FactView loaded(MICROGRAPH_SOURCE_DIR "/ontologies");
  return loaded;
}

struct Loaded {
  std::vector<std::string> names; ///< in the order in which they were delivered
  std::size_t delivered = 0;
  graph::SnapshotStats stats;
  std::string bytes; ///< of the graph's file
};

Loaded load_all(const Sources& sources, unsigned jobs, bool archive, std::size_t most = 1000) {
  Loaded loaded;
  ingest::Options options;
  options.archive = archive;
  graph::BuildOptions building;
  building.threads = jobs;
  graph::SnapshotBuilder builder(building);
  loaded.delivered = ingest::load_sources(sources.files, jobs, mapper(), facts(), options, builder, [&](ingest::LiftedSource&& source) {
    CHECK(!source.imported()); // load() leaves nothing but the report
    loaded.names.push_back(source.report.source);
    return loaded.names.size() < most;
  });
  const auto snapshot = builder.build(graph::DefaultGraph::union_of_all);
  loaded.stats = snapshot->stats();
  const auto file = sources.folder / "loaded.mg";
  snapshot->save(file);
  loaded.bytes = read_text_file(file);
  return loaded;
}

} // namespace

TEST_CASE("a graph does not depend on how many threads loaded it, nor does the order of reports") {
  const Sources sources;
  const Loaded one = load_all(sources, 1, true);
  REQUIRE(one.delivered == sources.files.size());
  for (std::size_t i = 0; i < one.names.size(); ++i)
    CHECK(one.names[i] == sources.files[i].name);
  CHECK(one.stats.archived_graphs == 12);
  for (const unsigned jobs : {2U, 5U}) {
    CAPTURE(jobs);
    const Loaded more = load_all(sources, jobs, true);
    CHECK(more.names == one.names);
    CHECK(more.bytes == one.bytes);
  }
}

TEST_CASE("the source graph is archived or indexed, never both") {
  const Sources sources;
  const Loaded archived = load_all(sources, 2, true), indexed = load_all(sources, 2, false);
  CHECK(indexed.stats.archived_graphs == 0);
  CHECK(indexed.stats.quads == archived.stats.quads + archived.stats.archived_statements);
}

TEST_CASE("who takes no more ends the run, and no thread is left") {
  const Sources sources;
  const Loaded some = load_all(sources, 3, true, 4);
  CHECK(some.delivered <= 5);
  CHECK(some.names.size() == 4);
}
