#include "syntax/sniff.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace micrograph::syntax;

namespace {

/// `turtle`, with a question mark if that is not certain; `nothing`.
std::string guess(std::string_view text) {
  const auto guessed = guess_syntax(text);
  return guessed ? std::string(name_of(guessed->syntax)) + (guessed->certain ? "" : "?") : "nothing";
}

} // namespace

TEST_CASE("XML, however it begins") {
  CHECK(guess("<?xml version=\"1.0\"?><rdf:RDF/>") == "rdfxml");
  CHECK(guess("\xEF\xBB\xBF\n <rdf:RDF xmlns:rdf='x'>") == "rdfxml");
  CHECK(guess("<!-- a comment --><r/>") == "rdfxml");
  CHECK(guess("<!DOCTYPE rdf:RDF [") == "rdfxml");
  CHECK(guess("<owl:Ontology xmlns:owl='x'>") == "rdfxml");
  CHECK(guess(std::string_view("\xFF\xFE<\0?\0", 6)) == "rdfxml");
  CHECK(guess(std::string_view("\0<\0?", 4)) == "rdfxml");
}

TEST_CASE("JSON, and the Turtle that begins like it") {
  CHECK(guess("{\"@context\": {}}") == "jsonld");
  CHECK(guess(" [ { } ]") == "jsonld");
  CHECK(guess("{}\n") == "jsonld");
  CHECK(guess("[]") == "jsonld");
  CHECK(guess("{ <s> <p> <o> }") == "trig");
  CHECK(guess("{ }  <http://e/g> { }") == "trig");
  CHECK(guess("[] a <C> .") == "turtle?");
  CHECK(guess("[ <p> 1 ] .") == "turtle?");
}

TEST_CASE("the smallest language of the Turtle family that fits") {
  CHECK(guess("<http://e/s> <http://e/p> <http://e/o> .\n_:b <http://e/p> \"x\"@en .\n") == "ntriples");
  CHECK(guess("# comment\n\n<http://e/s> <http://e/p> \"1\"^^<http://e/d> .") == "ntriples");
  CHECK(guess("<http://e/s> <http://e/p> \"x . y\" <http://e/g> .\n") == "nquads");
  CHECK(guess("<http://e/s> <http://e/p> \"x\"@en .\n<http://e/s> <http://e/p> \"x\"^^<http://e/d> _:g .\n") == "nquads");
  CHECK(guess("<s> <p> <o> .") == "turtle?");
  CHECK(guess("<http://e/s> <http://e/p>\n <http://e/o> .") == "turtle?");
  CHECK(guess("<http://e/s> <http://e/p> 1, 2 .") == "turtle?");
  CHECK(guess("@prefix e: <http://e/> .\ne:s e:p \"{ no graph\" .") == "turtle");
  CHECK(guess("prefix e: <http://e/> e:s e:p e:o .") == "turtle");
  CHECK(guess("@base <http://e/> . @prefix : <#> . :g { :s :p :o }") == "trig");
  CHECK(guess("PREFIX : <http://e/> GRAPH :g { :s :p :o }") == "trig");
  CHECK(guess("<http://e/g> { <http://e/s> <http://e/p> 1 }") == "trig");
  CHECK(guess("_:g { }") == "trig");
}

TEST_CASE("what is none of them, or nothing") {
  CHECK(guess("") == "nothing");
  CHECK(guess("  \n# only a comment\n") == "nothing");
  CHECK(guess("Dear reader, this is a letter.") == "nothing");
  CHECK(guess(std::string_view("\0\1\2\3", 4)) == "nothing");
  CHECK(guess("Image,Size\n1,2\n") == "nothing");
}

TEST_CASE("the window may end anywhere") {
  const std::string line = "<http://e/s> <http://e/p> \"text\" .\n";
  CHECK(guess(line + line.substr(0, 20)) == "ntriples");
  CHECK(guess(line.substr(0, 20)) == "turtle?");
  std::string long_text;
  while (long_text.size() < sniffed_size)
    long_text += line;
  CHECK(guess(long_text + "@prefix e: <http://e/> .") == "ntriples");
}

TEST_CASE("a suffix keeps its promise if the content can be read so") {
  CHECK(is_kept_by(Syntax::turtle, {Syntax::ntriples, true}));
  CHECK(is_kept_by(Syntax::nquads, {Syntax::ntriples, true}));
  CHECK(is_kept_by(Syntax::trig, {Syntax::turtle, true}));
  CHECK(is_kept_by(Syntax::ntriples, {Syntax::turtle, false}));
  CHECK_FALSE(is_kept_by(Syntax::ntriples, {Syntax::turtle, true}));
  CHECK_FALSE(is_kept_by(Syntax::turtle, {Syntax::nquads, true}));
  CHECK_FALSE(is_kept_by(Syntax::turtle, {Syntax::trig, true}));
  CHECK_FALSE(is_kept_by(Syntax::jsonld, {Syntax::turtle, false}));
  CHECK_FALSE(is_kept_by(Syntax::turtle, {Syntax::rdfxml, true}));
}

TEST_CASE("names and suffixes") {
  CHECK(type_from_suffix("a.ttl").syntax == Syntax::turtle);
  CHECK(type_from_suffix("a.b/c.nq.zst").syntax == Syntax::nquads);
  CHECK(type_from_suffix("a.owl.gz").syntax == Syntax::rdfxml);
  CHECK(type_from_suffix("a.owl.gz").compression == micrograph::Compression::gzip);
  CHECK_FALSE(type_from_suffix(".ttl").syntax);
  CHECK_FALSE(type_from_suffix("a.gz").syntax);
  for (const Syntax syntax :
       {Syntax::turtle, Syntax::trig, Syntax::ntriples, Syntax::nquads, Syntax::rdfxml, Syntax::jsonld})
    CHECK(syntax_from_name(name_of(syntax)) == syntax);
  CHECK_FALSE(syntax_from_name("n3"));
  CHECK(all_names() == "turtle, trig, ntriples, nquads, rdfxml or jsonld");
}
