// Why statements are in a graph, over real files: what is told afterwards is what the import knew.
#include "ingest/load.hpp"
#include "ingest/pipeline.hpp"
#include "ingest/provenance.hpp"
#include "ingest/why.hpp"

#include "support/scratch_folder.hpp"
#include "support/shared.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <map>

using namespace micrograph;

namespace {

const std::filesystem::path project = MICROGRAPH_SOURCE_DIR;

/// Some sources in a graph, and what the import knew of each aligned statement, by its text in N-Quads.
struct Imported {
  explicit Imported(const mapping::Mapper& mapper) {
    const mapping::FactView facts(project / "ontologies");
    ingest::Options options;
    options.archive = true;
    graph::SnapshotBuilder builder;
    for (const char* folder : {"data/czi-xml", "data/ome-tiff", "data/datacite-xml"}) {
      const auto path = test::shared_folder(folder);
      if (!path)
        return;
      std::size_t taken = 0;
      for (const ingest::SourceFile& file : ingest::discover({*path})) {
        ingest::ImportedSource one = ingest::import_source(file, mapper, options);
        if (!one.document || ++taken > 4)
          continue;
        const std::string graph = ingest::aligned_graph_name(one.lifted.report);
        for (const mapping::AlignedStatement& made : one.mapping.aligned())
          known.emplace(key(made.quad, graph), made.derivation);
        ingest::load(one, facts, mapper.version(), builder, builder);
      }
    }
    source = std::make_shared<graph::ArchivedSource>(builder.build(graph::DefaultGraph::union_of_all),
                                                     std::make_shared<ingest::StoredDocumentOpener>());
  }

  static std::string key(const rdf::Quad& quad, const std::string& graph) {
    return rdf::to_ntriples(quad.subject) + ' ' + rdf::to_ntriples(quad.predicate) + ' ' + rdf::to_ntriples(quad.object) + ' ' + graph;
  }

  std::map<std::string, mapping::Derivation> known;
  std::shared_ptr<const graph::ArchivedSource> source;
};

const auto any = [](const rdf::Quad&) { return true; };

} // namespace

TEST_CASE("every aligned statement is told with the place, text and rule that the import knew") {
  const mapping::Mapper mapper(project / "mappings", project / "ontologies");
  const Imported imported(mapper);
  if (!imported.source)
    return;
  const ingest::Reasons reasons(*imported.source, mapper);
  std::size_t aligned = 0, of_sources = 0, of_imports = 0;
  reasons.find({}, [](const rdf::Quad& quad) { return !quad.graph.value.ends_with("#source"); }, [&](const ingest::Reason& reason) {
    if (reason.origin != ingest::Origin::aligned) {
      CHECK(reason.origin == ingest::Origin::provenance);
      ++of_imports;
      return;
    }
    ++aligned;
    const std::string key = Imported::key(reason.statement, reason.statement.graph.value);
    CAPTURE(key);
    REQUIRE(reason.derivation);
    const mapping::Derivation& then = imported.known.at(key);
    CHECK(reason.derivation->rule == then.rule);
    CHECK(reason.derivation->place == then.place);
    CHECK(reason.derivation->literal == then.literal);
    CHECK(reason.derivation->status == then.status);
    CHECK(reason.made_from.mapping_version == mapper.version());
    CHECK(!reason.made_from.name.empty());
    CHECK((then.place.kind == rdf::TermKind::none || reason.sha256.size() == 64));
  });
  CHECK(aligned == imported.known.size());
  CHECK(aligned > 500);
  CHECK(of_imports > 50);

  // What a source says itself is told with its document.
  const std::string image = imported.known.begin()->second.place.value;
  reasons.find({rdf::Term(rdf::iri(image)), {}}, any, [&](const ingest::Reason& reason) {
    if (reason.origin != ingest::Origin::source)
      return;
    ++of_sources;
    CHECK(reason.sha256.size() == 64);
  });
  CHECK(of_sources > 0);
}

TEST_CASE("mappings that changed since are told, and a statement that they do not make has no derivation") {
  const mapping::Mapper mapper(project / "mappings", project / "ontologies");
  const Imported imported(mapper);
  if (!imported.source)
    return;
  const test::ScratchFolder folder;
  std::filesystem::copy(project / "mappings", folder.path(), std::filesystem::copy_options::recursive);
  std::filesystem::remove(folder / "czi/image/sizes.rq");
  const mapping::Mapper changed(folder.path(), project / "ontologies");
  REQUIRE(changed.version() != mapper.version());
  const ingest::Reasons reasons(*imported.source, changed);
  std::size_t without = 0, with = 0;
  reasons.find({{}, rdf::Term(rdf::iri("http://www.openmicroscopy.org/rdf/2016-06/ome_core/SizeX"))}, any,
               [&](const ingest::Reason& reason) {
                 CHECK(reason.made_from.mapping_version == mapper.version());
                 ++(reason.derivation ? with : without);
               });
  CHECK(without > 0); // of CZI
  CHECK(with > 0);    // of OME-TIFF
}

TEST_CASE("what was not built here has no source") {
  graph::SnapshotBuilder builder;
  builder.statement({rdf::iri("http://e/s"), rdf::iri("http://e/p"), rdf::literal("o"), {}});
  builder.statement({rdf::iri("http://e/s"), rdf::iri("http://e/p"), rdf::literal("o"), rdf::iri("http://e/g#aligned")});
  const graph::ArchivedSource source(builder.build(), nullptr);
  const mapping::Mapper mapper(project / "mappings", project / "ontologies");
  std::size_t count = 0;
  ingest::Reasons(source, mapper).find({rdf::Term(rdf::iri("http://e/s")), {}}, any, [&](const ingest::Reason& reason) {
    CHECK(reason.origin == ingest::Origin::elsewhere);
    ++count;
  });
  CHECK(count == 2);
}
