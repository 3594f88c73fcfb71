#include "rdf/canonical.hpp"
#include "rdf/pretty_writer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>

using namespace micrograph;
using namespace micrograph::rdf;

namespace {

constexpr char prologue[] = "@prefix e: <http://e/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . "
                            "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . "
                            "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . "
                            "@prefix unused: <http://unused/> .\n";

struct Document final : StatementSink {
  void statement(const QuadView& quad) override { quads.emplace_back(quad); }
  void prefix(std::string_view name, std::string_view iri) override { prefixes[std::string(name)] = iri; }
  std::vector<Quad> quads;
  std::map<std::string, std::string> prefixes;
};

Document read(const std::string& text) {
  Document document;
  read_rdf(text, Syntax::trig, "", document);
  return document;
}

std::string written(const Document& document) {
  std::ostringstream out;
  const auto writer = make_pretty_writer(Syntax::trig, out, document.prefixes);
  for (const Quad& quad : document.quads)
    writer->statement(quad);
  writer->finish();
  return out.str();
}

/// The text as it is written again, having checked what must hold for every text.
std::string pretty(const std::string& body) {
  const Document document = read(prologue + body);
  const std::string text = written(document);
  const Document again = read(text);
  CHECK(isomorphic(document.quads, again.quads));
  CHECK(written(again) == text);

  Document shuffled = document;
  std::reverse(shuffled.quads.begin(), shuffled.quads.end());
  for (Quad& quad : shuffled.quads)
    for (Term* term : {&quad.subject, &quad.object, &quad.graph})
      if (term->kind == TermKind::blank)
        term->value = "x" + std::to_string(std::hash<std::string>()(term->value + "salt"));
  CHECK(written(shuffled) == text);
  return text;
}

} // namespace

TEST_CASE("types first, then what it is called, then by IRI; numbers bare; used prefixes only") {
  CHECK(pretty("e:s e:z 1 ; e:a true, 2.50, 1e3, \"x\"@en, \"2020\"^^xsd:gYear ; rdfs:label \"S\" ; a e:C, e:B .\n"
               "e:a e:p e:s . <http://e/x/y> e:p \"\"^^xsd:integer .") ==
        R"(@prefix e: <http://e/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

e:a e:p e:s .

e:s a e:B, e:C ;
    rdfs:label "S" ;
    e:a 1e3, 2.50, "2020"^^xsd:gYear, true, "x"@en ;
    e:z 1 .

<http://e/x/y> e:p ""^^xsd:integer .
)");
}

TEST_CASE("blank nodes that are used once are nested, in line if there is room") {
  CHECK(pretty("e:s e:p [ e:q 2 ; a e:C ], [ e:q 1 ], [] .\n"
               "e:t e:long [ a e:Something ; e:description \"a text that is long enough to fill the better part of a line\" ; "
               "e:inner [ e:value 1 ; e:unit e:metre ], [ e:value 2 ; e:unit e:second ] ] .\n"
               "[] a e:Alone ; e:p [ e:q 1 ] .") ==
        R"(@prefix e: <http://e/> .

e:s e:p [], [ a e:C ; e:q 2 ], [ e:q 1 ] .

e:t e:long [
        a e:Something ;
        e:description "a text that is long enough to fill the better part of a line" ;
        e:inner [ e:unit e:metre ; e:value 1 ], [ e:unit e:second ; e:value 2 ]
    ] .

[] a e:Alone ;
    e:p [ e:q 1 ] .
)");
}

TEST_CASE("lists, nested lists, the empty list, and what is none") {
  CHECK(pretty("e:s e:p ( 1 2 3 ), ( ), ( ( e:a ) [ e:q ( ) ] ) .\n"
               "e:t e:p [ rdf:first 1 ; rdf:rest ( 2 ) ; e:more 3 ] .\n"
               "e:u e:p _:head . _:head rdf:first 1 ; rdf:rest rdf:nil . e:v e:p _:head .\n"
               "( 1 2 ) e:p 1 . e:w e:p [ rdf:first 1, 2 ; rdf:rest () ] .") ==
        R"(@prefix e: <http://e/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .

e:s e:p (), ( 1 2 3 ), ( ( e:a ) [ e:q () ] ) .

e:t e:p [ e:more 3 ; rdf:first 1 ; rdf:rest ( 2 ) ] .

e:u e:p _:b0 .

e:v e:p _:b0 .

e:w e:p [ rdf:first 1, 2 ; rdf:rest () ] .

[] e:p 1 ;
    rdf:first 1 ;
    rdf:rest ( 2 ) .

_:b0 rdf:first 1 ;
    rdf:rest () .
)");
}

TEST_CASE("long lists and many objects are wrapped") {
  std::string numbers, names;
  for (int i = 100; i < 140; ++i) {
    numbers += " " + std::to_string(i);
    names += std::string(names.empty() ? "" : ", ") + "e:" + std::string(30, 'n') + std::to_string(i / 10);
  }
  CHECK(pretty("e:s e:list (" + numbers + " ) ; e:many " + names + " .") ==
        R"(@prefix e: <http://e/> .

e:s e:list (
        100 101 102 103 104 105 106 107 108 109 110 111 112 113 114 115 116 117 118 119 120 121
        122 123 124 125 126 127 128 129 130 131 132 133 134 135 136 137 138 139
    ) ;
    e:many
        e:nnnnnnnnnnnnnnnnnnnnnnnnnnnnnn10,
        e:nnnnnnnnnnnnnnnnnnnnnnnnnnnnnn11,
        e:nnnnnnnnnnnnnnnnnnnnnnnnnnnnnn12,
        e:nnnnnnnnnnnnnnnnnnnnnnnnnnnnnn13 .
)");
}

TEST_CASE("texts of several lines keep them") {
  CHECK(pretty(R"(e:s e:p "one\ntwo \"quoted\" \"\"\" end\\\r\u0001\"", "a\n"@en, "plain \"one\"" .)") ==
        "@prefix e: <http://e/> .\n\ne:s e:p\n        \"\"\"a\n\"\"\"@en,\n        \"\"\"one\n"
        "two \"quoted\" \\\"\"\" end\\\\\\r\\u0001\\\"\"\"\",\n        \"plain \\\"one\\\"\" .\n");
}

TEST_CASE("blank nodes in circles, shared, or in several graphs have labels, in the order in which they are met") {
  CHECK(pretty("_:z e:next _:y . _:y e:next _:z ; e:has [ e:q 1 ] .\n"
               "e:s e:p _:shared . e:t e:p _:shared . _:shared e:q 2 . _:self e:p _:self .") ==
        R"(@prefix e: <http://e/> .

e:s e:p _:b0 .

e:t e:p _:b0 .

_:b0 e:q 2 .

_:b1 e:next _:b2 .

_:b2 e:has [ e:q 1 ] ;
    e:next _:b1 .

_:b3 e:p _:b3 .
)");
  CHECK(pretty("e:g { e:s e:p _:x . e:s e:p [ e:q 1 ] } e:h { _:x e:q 1 } _:g { e:s e:p 1 } e:s e:p 0 .") ==
        R"(@prefix e: <http://e/> .

e:s e:p 0 .

e:g {
    e:s e:p _:b0, [ e:q 1 ] .
}

e:h {
    _:b0 e:q 1 .
}

_:b1 {
    e:s e:p 1 .
}
)");
}

TEST_CASE("what is nested deeper than the limit gets labels") {
  std::string open, close, lists, ends;
  for (int i = 0; i < 400; ++i) {
    open += "[ e:p ";
    close += " ]";
    lists += "( ";
    ends += " )";
  }
  const std::string text = pretty("e:s e:p " + open + "1" + close + " ; e:q " + lists + "1" + ends + " .");
  CHECK(text.find("_:b") != std::string::npos);
}

TEST_CASE("a list of any length is one list, and equal trees are written alike") {
  std::string items, trees;
  for (int i = 0; i < 20000; ++i)
    items += " " + std::to_string(i % 7);
  for (int i = 0; i < 500; ++i)
    trees += ", [ e:value ( 1 2 ) ; e:unit [ e:name \"m\" ] ]";
  const std::string text = pretty("e:s e:p (" + items + " ) ; e:q 0" + trees + " .");
  CHECK(text.find("_:b") == std::string::npos);
}

TEST_CASE("nodes that cannot be told apart in time keep an order that survives being read again") {
  // A graph in which every node looks like every other: points of a grid that is closed to a torus.
  std::string grid;
  constexpr int size = 12;
  const auto node = [](int x, int y) { return "_:n" + std::to_string((x % size) * size + y % size); };
  for (int x = 0; x < size; ++x)
    for (int y = 0; y < size; ++y)
      for (const std::string& to : {node(x + 1, y), node(x, y + 1), node(x + size - 1, y), node(x, y + size - 1)})
        grid += node(x, y) + " e:p " + to + " .\n";
  const Document document = read(prologue + grid);
  const std::string text = written(document);
  CHECK(written(read(text)) == text);
}

TEST_CASE("nothing is nothing") { CHECK(pretty("") == ""); }

TEST_CASE("a prefix that cannot be declared is not used") {
  Document document = read(std::string(prologue) + "e:s e:p <foo:bar> .");
  document.prefixes = {{"foo", "foo"}, {"_", "http://e/"}, {"bad", "http://e/ "}, {"ok", "http://e/"}, {"okay", "http://e/"}};
  CHECK(written(document) == "@prefix ok: <http://e/> .\n\nok:s ok:p <foo:bar> .\n");
}
