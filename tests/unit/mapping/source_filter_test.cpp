#include "mapping/source_filter.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace micrograph;
using namespace micrograph::mapping;

namespace {

rdf::Quad statement(const std::string& s, const std::string& p, const rdf::TermView& o) {
  return {rdf::Term(rdf::iri(s)), rdf::Term(rdf::iri(p)), rdf::Term(o)};
}

std::vector<rdf::Quad> filtered(const NeededStatements& needed, const std::vector<rdf::Quad>& quads) {
  rdf::QuadList out;
  SourceFilter filter(needed, out);
  for (const rdf::Quad& quad : quads)
    filter.statement(quad);
  CHECK(filter.seen() == quads.size());
  return out.quads();
}

} // namespace

TEST_CASE("statements pass by their predicate") {
  const std::vector<rdf::Quad> quads{statement("a", "p", rdf::iri("b")), statement("b", "q", rdf::literal("1")),
                                     statement("b", "r", rdf::literal("2"))};
  CHECK(filtered({true, {}, {}}, quads) == quads);
  CHECK(filtered({false, {"p", "r"}, {}}, quads) == std::vector{quads[0], quads[2]});
  CHECK(filtered({}, quads).empty());
}

TEST_CASE("of an element that may be empty, one statement passes that says something") {
  const std::string type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
  const std::string position = "https://w3id.org/micrograph/xml#position";
  const std::vector<rdf::Quad> quads{
      statement("a", "p", rdf::iri("b")),       statement("b", type, rdf::iri("c")),
      statement("b", position, rdf::literal("1")), statement("b", "q", rdf::literal("first")),
      statement("b", "q", rdf::literal("second")), statement("a", "p", rdf::iri("empty")),
      statement("empty", type, rdf::iri("c")),  statement("a", "other", rdf::iri("d")),
      statement("d", "q", rdf::literal("x"))};
  CHECK(filtered({false, {"p"}, {"p"}}, quads) == std::vector{quads[0], quads[3], quads[5]});
}
