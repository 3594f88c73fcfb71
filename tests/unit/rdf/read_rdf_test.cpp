#include "base/error.hpp"
#include "rdf/canonical.hpp"
#include "rdf/serd_io.hpp"
#include "rdf/vocabulary.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <set>
#include <span>
#include <string>

using namespace micrograph;
using namespace micrograph::rdf;

namespace {

std::vector<Quad> read(std::string_view text, Syntax syntax = Syntax::turtle,
                       const std::string& blank_prefix = {}) {
  QuadList list;
  read_rdf(text, syntax, "http://e/base", list, "test.ttl", blank_prefix);
  return std::move(list.quads());
}

std::string nquads(std::string_view text, Syntax syntax = Syntax::turtle) {
  return sorted_nquads(read(text, syntax));
}

std::unique_ptr<ByteSource> source_of(std::string_view text) {
  const auto bytes = std::as_bytes(std::span(text));
  return open_memory("test.ttl", {bytes.begin(), bytes.end()});
}

/// `line:column`, or `accepted`.
std::string refused_at(std::string_view text, Syntax syntax = Syntax::turtle) {
  try {
    (void)read(text, syntax);
  } catch (const FormatError& error) {
    CHECK(error.code() == "rdf.syntax");
    CHECK(error.place().source == "test.ttl");
    return std::to_string(error.place().line.value()) + ":" + std::to_string(error.place().column.value());
  }
  return "accepted";
}

} // namespace

TEST_CASE("terms come as term.hpp defines them") {
  const auto quads =
      read("<s> <p> \"x\"@EN-gb, \"1\"^^<http://www.w3.org/2001/XMLSchema#string>, 1, 1.0, 1e0, true .");
  REQUIRE(quads.size() == 6);
  CHECK(quads[0].subject == Term(TermKind::iri, "http://e/s"));
  CHECK(quads[0].object == Term(TermKind::literal, "x", {}, "en-gb"));
  CHECK(quads[1].object == Term(TermKind::literal, "1"));
  CHECK(quads[2].object == Term(TermKind::literal, "1", vocabulary::xsd::integer));
  CHECK(quads[3].object == Term(TermKind::literal, "1.0", vocabulary::xsd::decimal));
  CHECK(quads[4].object == Term(TermKind::literal, "1e0", vocabulary::xsd::double_));
  CHECK(quads[5].object == Term(TermKind::literal, "true", vocabulary::xsd::boolean));
  CHECK(quads[0].graph == Term());
}

TEST_CASE("graphs of TriG and N-Quads") {
  const std::string expected = "<http://e/s> <http://e/p> <http://e/o> .\n"
                               "<http://e/s> <http://e/p> <http://e/o> <http://e/g> .\n";
  CHECK(nquads("<g> { <s> <p> <o> } <s> <p> <o> .", Syntax::trig) == expected);
  CHECK(nquads("GRAPH <g> { <s> <p> <o> . } { <s> <p> <o> }", Syntax::trig) == expected);
  CHECK(nquads(expected, Syntax::nquads) == expected);
}

TEST_CASE("blank nodes keep their labels, and generated ones never meet them") {
  const auto quads = read("_:b1 <p> [], _:B1, _:genid1, _:genid-1, _:genidx .");
  REQUIRE(quads.size() == 5);
  CHECK(quads[0].subject.value == "b1");
  CHECK(quads[0].object.value == "genid1");
  CHECK(quads[1].object.value == "B1");
  CHECK(quads[2].object.value == "genid-1");
  CHECK(quads[3].object.value == "genid--1");
  CHECK(quads[4].object.value == "genidx");
  CHECK(read("_:genid1 <urn:p> _:x .", Syntax::nquads)[0].subject.value == "genid1");
  CHECK(read("_:a <p> [] .", Syntax::turtle, "f1-")[0].subject.value == "f1-a");
  CHECK(read("_:a <p> [] .", Syntax::turtle, "f1-")[0].object.value == "f1-genid1");
}

TEST_CASE("what Serd reads wrongly") {
  SUBCASE("an integer before the full stop keeps its datatype") {
    CHECK(read("<s> <p> 1.")[0].object.datatype == vocabulary::xsd::integer);
  }
  SUBCASE("a relative IRI that spells a keyword is no keyword") {
    CHECK(read("<base> <p> <o> . <prefix> <p> <o> .").size() == 2);
    CHECK(read("<graph> <p> <o> .", Syntax::trig).size() == 1);
  }
  SUBCASE("a prefix may begin with a boolean") {
    CHECK(read("@prefix true: <urn:x:> . <s> <p> true:y .")[0].object.value == "urn:x:y");
  }
  SUBCASE("white space may stand around ^^ and before a language") {
    CHECK(read("<s> <p> \"1\" ^^ <urn:d> , \"x\" @en .")[0].object.datatype == "urn:d");
  }
  SUBCASE("labels with b and B and a number may both occur") {
    CHECK(read("_:b1 <p> _:B1 .").size() == 1);
  }
  SUBCASE("dot segments are removed in the middle of a path") {
    CHECK(read("@base <http://a/b/c/> . <x/../y/./z> <p> <o> .")[0].subject.value == "http://a/b/c/y/z");
  }
  SUBCASE("a string of quotes") {
    CHECK(read("<s> <p> '''a''b''' , \"\"\"\\\"\"\"\" .")[0].object.value == "a''b");
    CHECK(read("<s> <p> 'say \"x\"\\n' .")[0].object.value == "say \"x\"\n");
  }
  SUBCASE("NUL is a character") {
    CHECK(read("<s> <p> \"a\\u0000b\" .")[0].object.value == std::string("a\0b", 3));
    CHECK(read(std::string_view("<s> <p> \"a\0b\" .", 15))[0].object.value == std::string("a\0b", 3));
  }
}

TEST_CASE("what Serd accepts wrongly") {
  CHECK(refused_at("[] .") == "1:4");
  CHECK(refused_at("{ [] }", Syntax::trig) == "1:6");
  CHECK(refused_at("<g> { <s> <p> <o> }") == "1:5");
  CHECK(refused_at("[ = <x> ; <p> <o> ] .") == "1:3");
  CHECK(refused_at("<s> <p> \"x\"@en- .") == "1:15");
  CHECK(refused_at("<s> <p> (<a>.)") == "1:13");
  CHECK(refused_at("@prefix : <urn:x:> . :s :p :a.. ") == "1:31");
  CHECK(refused_at("a <p> <o> .") == "1:1");
  CHECK(refused_at("<s> <p> \"\\uD800\" .") == "1:10");
  CHECK(refused_at("<s> <p> \"\\U00110000\" .") == "1:10");
  CHECK(refused_at("<s> <p> \"\xED\xA0\x80\" .") == "1:10"); // a surrogate in UTF-8
  CHECK(refused_at("<s> <p> \"\xC0\x80\" .") == "1:10");     // an overlong NUL
  CHECK(refused_at("<s> <p> <o> . # \xFF") == "1:17");
  CHECK(refused_at("@prefix p: <urn:x:> . { @prefix p: <urn:y:> . }", Syntax::trig) == "1:25");
}

TEST_CASE("N-Triples and N-Quads are one absolute statement a line") {
  CHECK(nquads("<urn:s><urn:p>\"x\"@en.#c\r\n\n# c\n_:a <urn:p> _:b.", Syntax::ntriples).size() > 0);
  CHECK(refused_at("<s> <urn:p> <urn:o> .", Syntax::ntriples) == "1:1");
  CHECK(refused_at("<urn:s> <urn:p> <urn:o> . <urn:s> <urn:p> <urn:o> .", Syntax::ntriples) == "1:27");
  CHECK(refused_at("<urn:s> <urn:p>\n <urn:o> .", Syntax::ntriples) == "2:2");
  CHECK(refused_at("<urn:s> <urn:p> <urn:o> <urn:g> .", Syntax::ntriples) == "1:25");
  CHECK(refused_at("<urn:s> <urn:p> 1 .", Syntax::nquads) == "1:17");
  CHECK(refused_at("<urn:s> <urn:p> 'x' .", Syntax::nquads) == "1:17");
  CHECK(refused_at("@prefix a: <urn:a> .", Syntax::nquads) == "1:1");
  CHECK(refused_at("<urn:s> a <urn:o> .", Syntax::nquads) == "1:9");
  CHECK(refused_at("<urn:s> <urn:p> <urn:o>", Syntax::nquads) == "1:24");
  CHECK(refused_at("<urn:s> _:p <urn:o> .", Syntax::nquads) == "1:9");
  CHECK(refused_at("\"s\" <urn:p> <urn:o> .", Syntax::ntriples) == "1:1");
}

TEST_CASE("errors that Serd finds have the place of the token") {
  CHECK(refused_at("<s> <p> <o> .\n\n  <s> <p> ] .") == "3:11");
  CHECK(refused_at("<s>\n  <p> <o> ;\n  \"x\" <o> .") == "3:3");
  CHECK(refused_at("<s> <p> '''a\nb''' <o> .") == "2:6");
  // A wrong word later on does not hide it.
  CHECK(refused_at("<s> <p> ] .\n<\\> <p> <o> .") == "1:9");
  // The error lies beyond the first piece that Serd reads.
  std::string text;
  for (int i = 0; i < 5000; ++i)
    text += "<s> <p> <http://example.org/some/object> .\n";
  CHECK(refused_at(text + " <s> <p> , .") == "5001:10");
}

TEST_CASE("what stands before an error reaches the sink") {
  QuadList list;
  CHECK_THROWS_AS(read_rdf("<s> <p> 1 .\n<s> <p> 2, <no space> .", Syntax::turtle, "urn:x", list),
                  FormatError);
  CHECK(list.quads().size() == 2);
}

TEST_CASE("hostile nesting ends in an error, not at the end of the stack") {
  std::string brackets(100'000, '[');
  CHECK(refused_at("<s> <p> " + brackets) == "1:10"); // a bracket is no predicate
  std::string lists(100'000, '(');
  CHECK(refused_at("<s> <p> " + lists) == "1:1009");
  std::string nested = "<s> <p> ";
  for (int i = 0; i < 500; ++i)
    nested += "( [ <p> ";
  nested += "1 ";
  for (int i = 0; i < 500; ++i)
    nested += "] ) ";
  CHECK(read(nested + ".").size() == 500 * 3 + 1);
}

TEST_CASE("a short name cannot stand for a namespace without end") {
  CHECK(refused_at("@prefix e: <http://e/" + std::string(4096, 'x') + "> .") == "1:1");
  CHECK(refused_at("BASE <http://e/" + std::string(4096, 'x') + "> ") == "1:1");
}

TEST_CASE("a relative IRI without a base is refused") {
  QuadList list;
  CHECK_THROWS_AS(read_rdf("<s> <urn:p> <urn:o> .", Syntax::turtle, "", list), FormatError);
  read_rdf("@base <http://a/> . <s> <urn:p> <urn:o> .", Syntax::turtle, "", list);
  CHECK(list.quads()[0].subject.value == "http://a/s");
}

TEST_CASE("prefixes reach the sink in the order of the document") {
  struct Log final : StatementSink {
    std::string text;
    void statement(const QuadView& quad) override { text += "(" + std::string(quad.subject.value) + ")"; }
    void prefix(std::string_view name, std::string_view iri) override {
      text += std::string(name) + "=" + std::string(iri) + " ";
    }
  } log;
  read_rdf("@prefix a: <x#> . a:s a:p 1 . PREFIX a: <y#> PREFIX : <z> a:s a:p 1 .", Syntax::turtle,
           "http://e/", log);
  CHECK(log.text == "a=http://e/x# (http://e/x#s)a=http://e/y# =http://e/z (http://e/y#s)");
}

TEST_CASE("what the sink throws comes out, and nothing follows it") {
  struct Full final : StatementSink {
    int count = 0;
    void statement(const QuadView&) override {
      if (++count == 2)
        throw IoError("output.failed", "full");
    }
  } full;
  CHECK_THROWS_AS(read_rdf("[ <p> [ <p> 1 ; <q> 2 ], 3 ] <p> 4 . <s> <p> 5 .", Syntax::turtle, "urn:x", full),
                  IoError);
  CHECK(full.count == 2);
}

TEST_CASE("a document is the same read from a file, wherever the window ends") {
  // Window of the scanner: 64 KiB. The shift moves its end over every byte of one statement.
  const std::string statement =
      "<http://e/s> <http://e/é> \"\"\"ä\\u00e4\"\"\\\"\"\"\"@en-gb, 1.5e3, _:x.y . #ö\n";
  std::string text;
  while (text.size() < 70'000)
    text += statement;
  const std::string expected = nquads(text);
  for (std::size_t shift = 0; shift < statement.size(); ++shift) {
    CAPTURE(shift);
    const auto bytes = source_of(std::string(shift, ' ') + text);
    QuadList list;
    read_rdf(*bytes, Syntax::turtle, "http://e/base", list);
    CHECK(sorted_nquads(list.quads()) == expected);
  }
}

TEST_CASE("a token larger than the window") {
  // Larger than many pieces, too, so that shifting the rest each time would take minutes.
  const std::string large(30'000'000, 'x');
  const auto bytes = source_of("<s> <p> \"" + large + "\" .\n<s> <p> 1 .");
  QuadList list;
  read_rdf(*bytes, Syntax::turtle, "http://e/", list);
  REQUIRE(list.quads().size() == 2);
  CHECK(list.quads()[0].object.value == large);
}

TEST_CASE("a document of several parts is one document") {
  // Each part of some 16 MiB has a Serd reader of its own, which begins to count blank nodes anew.
  struct Labels final : StatementSink {
    std::set<std::string, std::less<>> subjects;
    std::size_t count = 0;
    void statement(const QuadView& quad) override {
      ++count;
      if (quad.subject.kind == TermKind::blank)
        subjects.emplace(quad.subject.value);
    }
  };
  const std::string object = "<http://e/" + std::string(20'000, 'x') + ">";
  std::string turtle = "@prefix e: <http://e/> .\n";
  std::string nquads_text;
  for (int i = 0; i < 2000; ++i) {
    turtle += "[ e:p " + object + " ] .\n";
    nquads_text += "_:n <urn:p> " + object + " <urn:g> .\n";
  }
  Labels labels;
  read_rdf(turtle, Syntax::turtle, "", labels);
  CHECK(labels.count == 2000);
  CHECK(labels.subjects.size() == 2000);
  CHECK(labels.subjects.count("genid2000") == 1);
  CHECK(refused_at(turtle + "e:s ;") == "2002:5");
  read_rdf(nquads_text, Syntax::nquads, "", labels);
  CHECK(labels.count == 4000);
  CHECK(refused_at(nquads_text + "<urn:s> <urn:p> .", Syntax::nquads) == "2001:17");
}

TEST_CASE("cut at every length, a document is refused or read, never more") {
  const std::string text =
      "\xEF\xBB\xBF@prefix e: <http://e/> . BASE <http://b/>\n"
      "e:g { e:s%20\\-x a e:C, ( 1 -.5e-3 [ e:p 'é'@en-gb ] ) ; e:q \"\"\"a\"\n\\t\"\"\" . }\n"
      "GRAPH _:g.1 { [] <../p> true } # end";
  CHECK(read(text, Syntax::trig).size() == 11);
  int accepted = 0;
  for (std::size_t length = 0; length < text.size(); ++length)
    accepted += refused_at(std::string_view(text).substr(0, length), Syntax::trig) == "accepted";
  CHECK(accepted > 10);
  CHECK(accepted < 40);
}

TEST_CASE("names and suffixes of the syntaxes") {
  CHECK(syntax_from_name("trig") == Syntax::trig);
  CHECK_FALSE(syntax_from_name("rdfxml"));
  CHECK(syntax_from_suffix("a/b.nt") == Syntax::ntriples);
  CHECK(syntax_from_suffix("b.tar.nq") == Syntax::nquads);
  CHECK_FALSE(syntax_from_suffix("b.ttl.gz"));
  CHECK_FALSE(syntax_from_suffix("ttl"));
}
