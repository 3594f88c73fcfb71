// How much came through, and why the rest did not.
#include "inverse/carriage.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace micrograph;
using namespace micrograph::inverse;

namespace {

const std::string type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const std::string label = "http://www.w3.org/2000/01/rdf-schema#label";

rdf::Quad link(const std::string& s, const std::string& p, const std::string& o) {
  return {rdf::Term(rdf::iri(s)), rdf::Term(rdf::iri(p)), rdf::Term(rdf::iri(o))};
}
rdf::Quad text(const std::string& s, const std::string& p, const std::string& o) {
  return {rdf::Term(rdf::iri(s)), rdf::Term(rdf::iri(p)), rdf::Term(rdf::literal(o))};
}

} // namespace

TEST_CASE("statements are carried if reading gives them of the same things") {
  const std::vector<rdf::Quad> wanted{link("u:i", type, "u:Image"), text("u:i", "u:size", "5"), link("u:i", "u:mode", "u:Mode"),
                                      text("u:Mode", label, "a mode"),           // what a term is called
                                      link("u:i", "u:made", "u:a"), text("u:a", "u:at", "noon"), // known by the only link to it
                                      text("u:i", "u:note", "one"), text("u:i", "u:note", "two"),
                                      text("u:i", "u:secret", "x"), text("u:i", "u:mood", "good"),
                                      link("u:i", "u:part", "u:p"), text("u:p", "u:size", "1")};
  const std::vector<rdf::Quad> came{link("v:i", type, "u:Image"), text("v:i", "u:size", "5"), link("v:i", "u:mode", "u:Mode"),
                                    text("u:Mode", label, "a mode"), link("v:i", "u:made", "v:x"), text("v:x", "u:at", "noon"),
                                    text("v:i", "u:note", "one"), text("v:i", "u:id", "Image:0")};
  const Carriage carriage = compare(wanted, came, {{"u:i", "v:i"}}, {"u:size", "u:mode", "u:made", "u:at", "u:note", "u:mood", "u:part"});
  CHECK(carriage.stated == 11);
  CHECK(carriage.carried == 6);
  std::vector<std::string> not_carried;
  for (const PropertyCount& entry : carriage.not_carried) {
    CHECK(entry.count == 1);
    not_carried.push_back(entry.property + " " + name_of(entry.obstacle) + " " + entry.example.object.value);
  }
  CHECK(not_carried == std::vector<std::string>{"u:mood no-value good", "u:note no-room two", "u:part no-value u:p",
                                                "u:secret no-slot x", "u:size no-subject 1"});
  REQUIRE(carriage.added.size() == 1);
  CHECK(carriage.added[0].property == "u:id");
}

TEST_CASE("things are not taken for each other where there are several") {
  const std::vector<rdf::Quad> wanted{link("u:i", "u:used", "u:a"), text("u:a", "u:size", "1"), link("u:i", "u:used", "u:b"),
                                      text("u:b", "u:size", "2")};
  const std::vector<rdf::Quad> came{link("v:i", "u:used", "v:a"), text("v:a", "u:size", "1"), link("v:i", "u:used", "v:b"),
                                    text("v:b", "u:size", "2")};
  CHECK(compare(wanted, came, {{"u:i", "v:i"}}, {"u:used", "u:size"}).carried == 0);
  CHECK(compare(wanted, came, {{"u:i", "v:i"}, {"u:a", "v:a"}}, {"u:used", "u:size"}).carried == 4); // the other one is left
  CHECK(compare({}, came, {}, {}).stated == 0);
}
