#include "ingest/rdf_source.hpp"

#include "base/error.hpp"
#include "formats/identify.hpp"
#include "graph/snapshot.hpp"
#include "ingest/known_sources.hpp"
#include "ingest/lifted_source.hpp"
#include "ingest/load.hpp"
#include "ingest/provenance.hpp"
#include "ingest/stored_source.hpp"
#include "rdf/canonical.hpp"
#include "support/scratch_folder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

using namespace micrograph;
namespace fs = std::filesystem;

namespace {

constexpr char rdfxml[] = "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>";
constexpr char jsonld[] = R"({"@context": {"p": "http://e/p"}, "@id": "http://e/a", "p": "1"})";

/// The syntax as it is named; empty for what is no RDF.
std::string recognised(const std::string& name, const std::string& text, bool asked_for = true) {
  const test::ScratchFolder folder;
  const ingest::SourceFile file{folder.write(name, text), name, asked_for};
  const auto bytes = open_file(file.path);
  const std::vector<std::byte> head = formats::head_of(*bytes);
  const auto syntax = ingest::recognise_rdf({name, head, *bytes}, file);
  return syntax ? std::string(syntax::name_of(*syntax)) : "";
}

ingest::LiftedSource lifted(const fs::path& file, const ingest::RdfOptions& options = {}) {
  return ingest::lift_source({file, file.filename().string(), true}, {}, nullptr, {}, options);
}

std::string code_of(const ingest::LiftedSource& source) {
  return source.report.findings.empty() ? "" : source.report.findings.front().code;
}

std::string statements_of(const ingest::LiftedSource& source) {
  rdf::QuadList quads;
  ingest::copy_rdf(*source.rdf, quads);
  return rdf::sorted_nquads(quads.quads());
}

/// A graph of some files, as `build` makes it.
std::shared_ptr<const graph::Snapshot> built(const std::vector<fs::path>& files) {
  const mapping::FactView facts(MICROGRAPH_SOURCE_DIR "/ontologies");
  graph::SnapshotBuilder builder;
  for (const fs::path& file : files) {
    ingest::ImportedSource source;
    source.lifted = lifted(file);
    ingest::load(source, facts, {}, builder, builder);
  }
  return builder.build(graph::DefaultGraph::union_of_all);
}

} // namespace

TEST_CASE("RDF is told by its suffix, and XML and JSON by what they hold") {
  CHECK(recognised("a.ttl", "") == "turtle");
  CHECK(recognised("A.TTL", "no turtle") == "turtle"); // so that its fault is told
  CHECK(recognised("a.nq", "") == "nquads");
  CHECK(recognised("a.owl", "") == "rdfxml");
  CHECK(recognised("a.trig.gz", "") == "trig");
  CHECK(recognised("a.xml", rdfxml) == "rdfxml");
  CHECK(recognised("a.xml", "<RDF/>") == "");
  CHECK(recognised("a.xml", "<a><r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></a>") == "");
  CHECK(recognised("a.json", jsonld) == "jsonld");
  CHECK(recognised("a.jsonld", R"({"@context": {"p": "http://e/p"}})") == "");
  CHECK(recognised("a.json", R"({"p": "1"})") == "");
  CHECK(recognised("a.json", "<http://e/a> <http://e/b> <http://e/c> .") == "");
  CHECK(recognised("a.json.gz", "\x1F\x8B\x08 broken") == "");
  CHECK(recognised("a.gz", "\x1F\x8B\x08 broken") == "");
}

TEST_CASE("of a file that was named its content is enough") {
  const std::string triple = "<http://e/a> <http://e/b> <http://e/c> .\n";
  CHECK(recognised("a.txt", triple) == "nquads");
  CHECK(recognised("a.txt", triple, false) == "");
  CHECK(recognised("a", "@prefix e: <http://e/> .") == "trig");
  CHECK(recognised("a", rdfxml) == "rdfxml");
  CHECK(recognised("a.txt", "a text, of no kind") == "");
  CHECK(recognised("a.json", jsonld, false) == ""); // a context may have an identifier, too
  CHECK(recognised("a.ttl", triple, false) == "turtle");
}

TEST_CASE("statements keep their graphs, and those outside of any get one of the source") {
  const test::ScratchFolder folder;
  const auto source = lifted(folder.write("a.trig", "<http://e/a> <http://e/p> <b> , \"1\" . <http://e/g> { <http://e/a> <http://e/p> _:x . }"));
  REQUIRE(source.rdf);
  CHECK(source.report.outcome == ingest::Outcome::imported);
  CHECK(source.report.statements == 3);
  CHECK(source.report.leaves == 0);
  CHECK(ingest::is_rdf(source.report));
  CHECK_FALSE(source.imported());
  CHECK(source.rdf->named_graphs == std::set<rdf::Term>{rdf::Term(rdf::iri("http://e/g"))});
  const std::string text = statements_of(source), own = source.report.iri + "#rdf";
  CHECK(text.find("<http://e/a> <http://e/p> \"1\" <" + own + "> .") != std::string::npos);
  CHECK(text.find("<http://e/a> <http://e/p> <" + source.report.iri + "/b> <" + own + "> .") != std::string::npos);
  CHECK(text.find("_x <http://e/g> .") != std::string::npos);
}

TEST_CASE("blank nodes of two files are two nodes, and those of one file always the same") {
  const test::ScratchFolder folder;
  const auto one = lifted(folder.write("a.nt", "_:x <http://e/p> \"1\" .\n")), other = lifted(folder.write("b.nt", "_:x <http://e/p> \"1\" .\n \n")),
             again = lifted(folder.write("c.nt", "_:x <http://e/p> \"1\" .\n"));
  const auto label = [](const ingest::LiftedSource& source) {
    const std::string text = statements_of(source);
    return text.substr(0, text.find(' '));
  };
  CHECK(label(one) != label(other));
  CHECK(label(one) == label(again));
}

TEST_CASE("what only the import may state is refused") {
  const test::ScratchFolder folder;
  for (const char* graph : {"https://w3id.org/micrograph/graph/provenance", "https://w3id.org/micrograph/graph/identity",
                            "ni:///sha-256;abc", "http://e/x#source", "http://e/x#aligned"}) {
    const auto source = lifted(folder.write("a.nq", "<http://e/a> <http://e/p> \"1\" <http://e/g> .\n<http://e/a> <http://e/p> \"1\" <" +
                                                        std::string(graph) + "> .\n"));
    CAPTURE(graph);
    CHECK(source.report.outcome == ingest::Outcome::refused);
    CHECK(code_of(source) == "rdf.reserved-graph");
    CHECK_FALSE(source.rdf);
    CHECK(source.report.iri.empty());
    CHECK(source.report.statements == 0);
  }
}

TEST_CASE("there may be many named graphs, but not any number") {
  const test::ScratchFolder folder;
  std::string text;
  for (std::size_t i = 0; i < ingest::most_named_graphs; ++i)
    text += "<e:a> <e:p> \"1\" <e:g" + std::to_string(i) + "> .\n";
  CHECK(lifted(folder.write("a.nq", text)).rdf);
  CHECK(code_of(lifted(folder.write("b.nq", text + "<e:a> <e:p> \"1\" <e:g> .\n"))) == "rdf.too-many-graphs");
}

TEST_CASE("a broken file is refused with its place, wherever the fault is") {
  const test::ScratchFolder folder;
  const std::string good = "<http://e/a> <http://e/p> \"1\" .\n";
  for (std::size_t length = 1; length + 1 < good.size(); ++length) {
    const auto source = lifted(folder.write("a.nt", good + good.substr(0, length)));
    CAPTURE(length);
    REQUIRE(source.report.outcome == ingest::Outcome::refused);
    CHECK(source.report.findings.front().place.source == "a.nt");
  }
  const auto context = lifted(folder.write("a.jsonld", R"({"@context": "http://e/context", "@type": "http://e/T"})"));
  CHECK(context.report.outcome == ingest::Outcome::refused); // nothing is fetched
  CHECK(code_of(context) == "jsonld.loading-remote-context-failed");
}

TEST_CASE("what was changed while it was read is told") {
  const test::ScratchFolder folder;
  const auto source = lifted(folder.write("a.nt", "<http://e/a> <http://e/p> \"1\" .\n"));
  rdf::QuadList quads;
  folder.write("a.nt", "<http://e/a> <http://e/p> \"2\" .\n");
  CHECK_THROWS_AS(ingest::copy_rdf(*source.rdf, quads), IoError);
  folder.write("a.nt", "<http://e/a> <http://e/");
  CHECK_THROWS_AS(ingest::copy_rdf(*source.rdf, quads), IoError);
}

TEST_CASE("in a folder RDF is passed over unless asked for") {
  const test::ScratchFolder folder;
  const ingest::SourceFile file{folder.write("a.ttl", "<http://e/a> <http://e/p> \"1\" ."), "a.ttl", false};
  const auto passed = ingest::lift_source(file, {});
  CHECK(passed.report.outcome == ingest::Outcome::ignored);
  CHECK(passed.report.format.empty());
  CHECK(code_of(passed) == "rdf.not-asked-for");
  ingest::RdfOptions options;
  options.in_folders = true;
  CHECK(ingest::lift_source(file, {}, nullptr, {}, options).rdf);
}

TEST_CASE("RDF that did not change is not read again, whatever the mappings") {
  const test::ScratchFolder folder;
  const fs::path a = folder.write("a.nt", "<http://e/a> <http://e/p> \"1\" .\n"), b = folder.write("b.trig", "<http://e/g> { <http://e/b> <http://e/p> \"1\" . }");
  const auto before = built({a, b});
  const ingest::KnownSources known(*before);
  CHECK(known.size() == 2);
  ingest::RdfOptions options;
  options.known = &known;
  const auto same = lifted(a, options);
  CHECK(same.report.outcome == ingest::Outcome::unchanged);
  CHECK_FALSE(same.rdf);
  CHECK(lifted(folder.write("c.nt", "<http://e/a> <http://e/p> \"1\" .\n"), options).rdf); // another name
  CHECK(known.unchanged(lifted(b).report, "some mappings"));
}

TEST_CASE("with a source go the graphs that it states, and their provenance") {
  const test::ScratchFolder folder;
  const auto before = built({folder.write("a.nt", "<http://e/a> <http://e/p> \"1\" .\n"),
                             folder.write("b.trig", "<http://e/g> { <http://e/b> <http://e/p> \"1\" . }")});
  const ingest::KnownSources known(*before);
  ingest::SourceUpdate update(known);
  REQUIRE(update.remove("b.trig"));
  const auto graphs = update.graphs();
  CHECK(std::find(graphs.begin(), graphs.end(), rdf::Term(rdf::iri("http://e/g"))) != graphs.end());
  rdf::QuadList left;
  update.keep_provenance(*before, left);
  const std::string text = rdf::sorted_nquads(left.quads());
  CHECK(text.find("http://e/g") == std::string::npos);
  CHECK(text.find("a.nt") != std::string::npos);
  CHECK(text.find(ingest::rdf_run_name()) != std::string::npos);
}

TEST_CASE("a graph that several sources state is only replaced as a whole") {
  const test::ScratchFolder folder;
  const fs::path a = folder.write("a.trig", "<http://e/g> { <http://e/a> <http://e/p> \"1\" . }"),
                 b = folder.write("b.trig", "<http://e/g> { <http://e/b> <http://e/p> \"1\" . }");
  const auto before = built({a, b});
  const ingest::KnownSources known(*before);
  CHECK_FALSE(known.unchanged(lifted(a).report, {}));
  ingest::SourceUpdate one(known);
  one.imported(lifted(b).report, {});
  CHECK_THROWS_AS((void)one.graphs(), UsageError);
  one.imported(lifted(a).report, {});
  const auto graphs = one.graphs();
  CHECK(std::count(graphs.begin(), graphs.end(), rdf::Term(rdf::iri("http://e/g"))) == 1);
}

TEST_CASE("a graph tells how many statements of RDF it has") {
  const test::ScratchFolder folder;
  const auto snapshot = built({folder.write("a.trig", "<http://e/g> { <http://e/a> <http://e/p> \"1\" , \"2\" . } <http://e/a> <http://e/p> \"3\" .")});
  std::vector<ingest::SourceReport> reports;
  const graph::ArchivedSource stored(snapshot, std::make_shared<ingest::StoredDocumentOpener>());
  ingest::for_each_stored_source(stored, [&](ingest::LiftedSource&& source) {
    CHECK_FALSE(source.imported());
    reports.push_back(std::move(source.report));
  });
  REQUIRE(reports.size() == 1);
  CHECK(reports[0].source == "a.trig");
  CHECK(reports[0].format == "trig");
  CHECK(reports[0].statements == 3);
}
