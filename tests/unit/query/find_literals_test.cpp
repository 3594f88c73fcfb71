#include "query/find_literals.hpp"

#include "query_fixture.hpp"
#include "support/watched_source.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace micrograph;
using micrograph::query::find_literals;

namespace {

std::shared_ptr<const graph::Snapshot> data_of(const std::string& trig, bool text_index) {
  graph::BuildOptions options;
  options.text_index = text_index;
  graph::SnapshotBuilder builder(options);
  rdf::read_rdf("@prefix : <http://e/> .\n" + trig, rdf::Syntax::trig, "http://base/", builder);
  return builder.build();
}

std::vector<std::string> found(const graph::QuadSource& source, const std::string& text, std::size_t limit = 100) {
  std::vector<std::string> out;
  for (const query::FoundLiteral& literal : find_literals(source, text, limit))
    out.push_back(literal.term.value + (literal.term.language.empty() ? "" : "@" + literal.term.language));
  return out;
}

} // namespace

TEST_CASE("a search box finds starts, then words, then parts") {
  std::string trig = ":a :p \"Laser scanning\", \"the laser\"@en, \"lasers\", \"two lasers\", \"LASER\", \"lase\", 5, :laser, "
                     "\"laser\"^^:type, \"\xC3\x84pfel und laser\", \"\xC3\xA4pfel\" . :g { :a :p \"laser elsewhere\" }\n";
  for (int i = 0; i < 500; ++i)
    trig += ":a :p \"other text " + std::to_string(i) + "\" .\n";
  for (const bool text_index : {true, false}) {
    const auto data = data_of(trig, text_index);
    using Texts = std::vector<std::string>;
    CHECK(found(*data, "laser") == Texts{"LASER", "lasers", "Laser scanning", "the laser@en", "\xC3\x84pfel und laser", "two lasers"});
    CHECK(found(*data, "LASER", 2) == Texts{"LASER", "lasers"});
    CHECK(found(*data, "\xC3\x84PFEL") == Texts{"\xC3\xA4pfel", "\xC3\x84pfel und laser"});
    CHECK(found(*data, "las").size() == 7);
    CHECK(found(*data, "5 ").empty());
    CHECK(found(*data, "no such").empty());
    CHECK(found(*data, "").empty());
    CHECK(found(*data, "laser", 0).empty());
  }
}

TEST_CASE("a search box does not read every literal") {
  std::string trig;
  for (int i = 0; i < 5000; ++i)
    trig += ":a :p \"text number " + std::to_string(i) + "\" .\n";
  const auto data = data_of(trig, true);
  const micrograph::test::WatchedSource watched(*data);
  CHECK(found(watched, "NUMBER 4321") == std::vector<std::string>{"text number 4321"});
  CHECK(watched.terms() < 10);
  CHECK(watched.terms_read() < 500);
}
