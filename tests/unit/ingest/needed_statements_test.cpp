// Over all real files: what is left out of the searched graph is nothing that the mappings look at.
#include "ingest/coverage.hpp"
#include "ingest/lifted_source.hpp"
#include "ingest/source_list.hpp"
#include "mapping/mapper.hpp"

#include "support/shared.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <set>
#include <string>
#include <utility>

using namespace micrograph;

namespace {

std::vector<rdf::Quad> aligned(const mapping::MappingResult& result) {
  std::vector<rdf::Quad> out;
  for (const mapping::NumberedStatement& statement : result.statements)
    out.emplace_back(result.quad(statement));
  return out;
}

std::set<std::pair<std::string, mapping::Layer>> used(const mapping::MappingResult& result) {
  std::set<std::pair<std::string, mapping::Layer>> out;
  result.for_each_used_place(
      [&](const mapping::UsedPlace& used) { out.emplace(used.place.text(result.terms), used.layer); });
  return out;
}

std::vector<std::string> texts_of(const FindingList& findings) {
  std::vector<std::string> out;
  for (const Finding& finding : findings.findings())
    out.push_back(finding.code + " " + finding.place.path + " " + finding.text);
  return out;
}

} // namespace

TEST_CASE("mapping what is needed gives what mapping everything gives") {
  const std::filesystem::path project = MICROGRAPH_SOURCE_DIR;
  const mapping::Mapper mapper(project / "mappings", project / "ontologies");
  CHECK(!mapper.vocabulary().looks_at_all());
  CHECK(!mapper.vocabulary().looks_at_all_types());
  CHECK(!mapper.vocabulary().looks_at_all_values());
  std::uint64_t all = 0, needed = 0, sources = 0;
  for (const char* folder : {"data/czi", "data/czi-xml", "data/ome-xml", "data/ome-tiff", "data/dublin-core", "data/datacite-xml"}) {
    const auto path = test::shared_folder(folder);
    if (!path)
      return;
    for (const ingest::SourceFile& file : ingest::discover({*path})) {
      mapping::SourceGraph everything(mapper.vocabulary(), mapping::SourceGraph::Keep::all);
      const ingest::LiftedSource lifted = ingest::lift_source(file, {}, &everything);
      if (!lifted.imported())
        continue;
      CAPTURE(file.name);
      std::uint64_t different = 0;
      for (auto found = everything.match(everything.any, everything.any, everything.any); found.next();)
        ++different;
      CHECK(different == lifted.summary.statements); // no statement came twice
      // As an import does it: what finds the leaves adds to the same table of terms, which makes nothing of them mentioned.
      mapping::SourceGraph searched(mapper.vocabulary());
      struct Shared final : rdf::StatementSink {
        explicit Shared(mapping::SourceGraph& given) : graph(given), leaves(*given.terms()) {}
        void statement(const rdf::QuadView& quad) override {
          graph.statement(quad);
          leaves.statement(quad);
        }
        mapping::SourceGraph& graph;
        ingest::LeafPlaces leaves;
      } shared(searched);
      lifted.statements(shared);
      mapping::SourceGraph alone(mapper.vocabulary());
      lifted.statements(alone);
      CHECK(searched.size() == alone.size());
      FindingList of_all, of_needed;
      const auto whole = mapper.map(everything, of_all);
      const auto part = mapper.map(searched, of_needed);
      CHECK(aligned(whole) == aligned(part));
      CHECK(used(whole) == used(part));
      CHECK(texts_of(of_all) == texts_of(of_needed));
      ++sources;
      all += everything.size();
      needed += searched.size();
    }
  }
  CHECK(sources > 250);
  MESSAGE("searched ", needed, " of ", all, " statements");
  // Counts, where seconds would say little: what is searched, and that plans do not grow with the number of sources.
  CHECK(needed * 4 < all);
  CHECK(mapper.plans_made() <= mapper.rules().size());
}
