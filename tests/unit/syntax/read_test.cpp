#include "base/error.hpp"
#include "rdf/canonical.hpp"
#include "syntax/read.hpp"
#include "syntax/write.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <sstream>

using namespace micrograph;
using namespace micrograph::syntax;

namespace {

constexpr Syntax all[] = {Syntax::turtle, Syntax::trig, Syntax::ntriples, Syntax::nquads, Syntax::rdfxml, Syntax::jsonld};

struct Reading {
  std::vector<rdf::Quad> quads;
  Syntax syntax = Syntax::turtle;
  std::vector<Finding> findings;
};

Reading read_as(const std::string& name, std::string_view text, const ReadOptions& options = {}) {
  std::vector<std::byte> bytes(text.size());
  if (!text.empty())
    std::memcpy(bytes.data(), text.data(), text.size());
  rdf::QuadList list;
  FindingList findings;
  Reading reading;
  reading.syntax = read(open_memory(name, std::move(bytes)), options, list, findings);
  reading.quads = list.quads();
  reading.findings = findings.findings();
  return reading;
}

std::vector<rdf::Quad> example() {
  return read_as("x.ttl", "@prefix e: <http://e/> . e:s a e:C ; e:p [ e:q 1 ], ( \"a\\n\"@en ) .").quads;
}

std::string written(Syntax syntax, Style style = Style::pretty) {
  std::ostringstream out;
  const auto writer = make_writer(syntax, style, out, {{"e", "http://e/"}});
  for (const rdf::Quad& quad : example())
    writer->statement(quad);
  writer->finish();
  return out.str();
}

std::string compressed(std::string_view text, Compression compression) {
  std::ostringstream out;
  CompressingStream stream(out, compression);
  stream << text;
  stream.finish();
  return out.str();
}

std::string suffix_of(Syntax syntax) {
  constexpr const char* suffixes[] = {".ttl", ".trig", ".nt", ".nq", ".rdf", ".jsonld"};
  return suffixes[static_cast<std::size_t>(syntax)];
}

} // namespace

TEST_CASE("what one syntax writes is read as the same graph, by suffix, by name, and by content alone") {
  for (const Syntax syntax : all)
    for (const Style style : {Style::pretty, Style::flat}) {
      const std::string text = written(syntax, style);
      CAPTURE(text);
      const Reading by_suffix = read_as("a" + suffix_of(syntax), text);
      CHECK(by_suffix.syntax == syntax);
      CHECK(by_suffix.findings.empty());
      CHECK(rdf::isomorphic(by_suffix.quads, example()));
      ReadOptions options;
      options.syntax = syntax;
      CHECK(rdf::isomorphic(read_as("anything", text, options).quads, example()));
      CHECK(rdf::isomorphic(read_as("standard input", text).quads, example()));
    }
}

TEST_CASE("a suffix that lies is warned of, and the content read") {
  for (const Syntax content : all)
    for (const Syntax promised : all) {
      const Reading reading = read_as("a" + suffix_of(promised), written(content));
      CAPTURE(name_of(content));
      CAPTURE(name_of(promised));
      CHECK(rdf::isomorphic(reading.quads, example()));
      const bool lies = reading.syntax != promised;
      CHECK(reading.findings.size() == (lies ? 1 : 0));
      if (lies)
        CHECK(reading.findings.front().code == "input.mislabelled");
    }
}

TEST_CASE("compressed files are read whatever they are called") {
  for (const Syntax syntax : all)
    for (const auto& [compression, suffix] :
         {std::pair(Compression::gzip, ".gz"), std::pair(Compression::zstd, ".zst")}) {
      const std::string bytes = compressed(written(syntax), compression);
      const Reading reading = read_as("a" + suffix_of(syntax) + suffix, bytes);
      CHECK(reading.syntax == syntax);
      CHECK(reading.findings.empty());
      CHECK(rdf::isomorphic(reading.quads, example()));
      const Reading unnamed = read_as("a" + suffix_of(syntax), bytes);
      CHECK(unnamed.findings.size() == 1);
      CHECK(rdf::isomorphic(unnamed.quads, example()));
      CHECK(read_as("standard input", bytes).findings.empty());
    }
  CHECK(read_as("a.ttl.gz", written(Syntax::turtle)).findings.size() == 1);
}

TEST_CASE("errors have their place, also behind compression") {
  const std::string text = "@prefix e: <http://e/> .\ne:s e:p oops .\n";
  for (const std::string& bytes : {text, compressed(text, Compression::gzip)})
    try {
      (void)read_as("a.ttl", bytes);
      FAIL("accepted");
    } catch (const FormatError& error) {
      CHECK(error.code() == "rdf.syntax");
      CHECK(error.place().text() == "a.ttl:2:9");
    }
  const std::string cut = compressed(text, Compression::gzip).substr(0, 30);
  CHECK_THROWS_AS((void)read_as("a.ttl.gz", cut), FormatError);
}

TEST_CASE("what says nothing of its syntax must be told") {
  CHECK_THROWS_AS((void)read_as("letter.txt", "Dear reader"), UsageError);
  CHECK_THROWS_AS((void)read_as("empty", ""), UsageError);
  CHECK(read_as("empty.ttl", "").quads.empty());
  CHECK_THROWS_AS((void)read_as("letter.ttl", "Dear reader"), FormatError);
}

TEST_CASE("a context by IRI is an error without a loader") {
  CHECK_THROWS_AS((void)read_as("a.jsonld", R"({"@context": "http://e/c", "name": "x"})"), FormatError);
}

TEST_CASE("blank nodes get their prefix in every syntax") {
  ReadOptions options;
  options.blank_prefix = "f1-";
  for (const Syntax syntax : all)
    for (const rdf::Quad& quad : read_as("a" + suffix_of(syntax), written(syntax), options).quads)
      if (quad.subject.kind == rdf::TermKind::blank)
        CHECK(quad.subject.value.starts_with("f1-"));
}
