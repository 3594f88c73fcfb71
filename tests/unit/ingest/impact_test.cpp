// What other mappings would change, on a real file.
#include "base/text_file.hpp"
#include "ingest/impact.hpp"

#include "ingest/lifted_source.hpp"
#include "ingest/source_list.hpp"
#include "support/scratch_folder.hpp"
#include "support/shared.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

using namespace micrograph;

namespace {

const std::filesystem::path project = MICROGRAPH_SOURCE_DIR;

/// A copy of the project's mappings, to be changed.
class Mappings {
public:
  Mappings() { std::filesystem::copy(project / "mappings", folder_.path(), std::filesystem::copy_options::recursive); }

  void remove(const char* file) { std::filesystem::remove(folder_ / file); }
  void replace(const char* file, const std::string& what, const std::string& by) {
    std::string text = read_text_file(folder_ / file);
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    folder_.write(file, text.replace(at, what.size(), by));
  }
  [[nodiscard]] mapping::Mapper load() const { return mapping::Mapper(folder_.path(), project / "ontologies"); }

private:
  test::ScratchFolder folder_;
};

mapping::AlignedStatement statement(const char* object, const char* place = "ni:x#/a") {
  return {{rdf::Term(rdf::iri("http://e/s")), rdf::Term(rdf::iri("http://e/p")), rdf::Term(rdf::literal(object)), {}},
          {0, rdf::Term(rdf::iri(place)), object, mapping::Status::stated}};
}

} // namespace

TEST_CASE("values of one property pair up, and what is left over came or went") {
  mapping::MappingResult before, after;
  for (const auto& made : {statement("1"), statement("2"), statement("3"), statement("5")})
    before.add(made);
  for (const auto& made : {statement("4"), statement("5", "ni:x#/b"), statement("2")})
    after.add(made);
  const ingest::Impact impact = ingest::compare(before, after);
  CHECK(impact.same == 1); // 2
  REQUIRE(impact.altered.size() == 1);
  CHECK(impact.altered[0].first.quad.object.value == "1");
  CHECK(impact.altered[0].second.quad.object.value == "4");
  REQUIRE(impact.dropped.size() == 1);
  CHECK(impact.dropped[0].quad.object.value == "3");
  REQUIRE(impact.retold.size() == 1);
  CHECK(impact.retold[0].second.derivation.place.value == "ni:x#/b");
  CHECK(impact.added.empty());
  CHECK(ingest::compare(before, before).empty());
}

TEST_CASE("a rule less drops, another unit alters, a rule more adds") {
  const auto folder = test::shared_folder("data/czi-xml");
  if (!folder)
    return;
  const mapping::Mapper now(project / "mappings", project / "ontologies");
  Mappings fewer, other;
  fewer.remove("czi/image/sizes.rq");
  other.replace("czi/image/pixel-size.rq", "unit:M, unit:MicroM", "unit:M, unit:NanoM");
  other.replace("czi/image/pixel-size.rq", "?number, unit:MicroM", "?number, unit:NanoM");
  const mapping::Mapper without = fewer.load(), nanometres = other.load();
  std::size_t dropped = 0, altered = 0;
  for (const ingest::SourceFile& file : ingest::discover({*folder})) {
    const ingest::LiftedSource source = ingest::lift_source(file, {});
    REQUIRE(source.imported());
    CAPTURE(file.name);
    CHECK(ingest::impact(source, now, now).empty());

    const ingest::Impact less = ingest::impact(source, now, without), more = ingest::impact(source, without, now);
    CHECK(less.added.empty());
    CHECK(less.altered.empty());
    CHECK(more.added.size() == less.dropped.size());
    CHECK(more.dropped.empty());
    dropped += less.dropped.size();

    const ingest::Impact units = ingest::impact(source, now, nanometres);
    for (const auto& [before, after] : units.altered) {
      CHECK(before.quad.object.value.ends_with(";MicroM"));
      CHECK(after.quad.object.value.ends_with(";NanoM"));
      CHECK(before.derivation.literal == after.derivation.literal);
    }
    altered += units.altered.size();
  }
  CHECK(dropped > 10);
  CHECK(altered >= 4);
}
