#include "rdf/diff.hpp"

#include "rdf/canonical.hpp"
#include "rdf/serd_io.hpp"
#include "random_graph.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace micrograph;
using namespace micrograph::rdf;

namespace {

using Lines = std::vector<std::string>;

Difference between(std::string_view left_text, std::string_view right_text) {
  StatementTable left, right;
  read_rdf(left_text, Syntax::trig, "urn:base:", left);
  read_rdf(right_text, Syntax::trig, "urn:base:", right);
  return diff(left, right);
}

/// An image as a tree of blank nodes; `prefix` starts the labels.
std::string image(const std::string& prefix, int number, const std::string& name, const std::string& exposure = "5") {
  const std::string id = "_:" + prefix + std::to_string(number);
  return "<urn:folder> <urn:has> " + id + " .\n" + id + " <urn:name> '" + name + "' ; <urn:pixels> " + id + "p .\n" +
         id + "p <urn:type> 'uint8' ; <urn:channel> " + id + "c0, " + id + "c1 .\n" + //
         id + "c0 <urn:color> 'red' ; <urn:exposure> " + exposure + " .\n" +          //
         id + "c1 <urn:color> 'blue' ; <urn:exposure> 5 .\n";
}

} // namespace

TEST_CASE("ground statements: what only one side has") {
  const auto found = between("<urn:a> <urn:p> 1, 2 . <urn:g> { <urn:a> <urn:p> 3 }", "<urn:a> <urn:p> 2, 3, 2 .");
  CHECK(found.removed == Lines{"<urn:a> <urn:p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .",
                               "<urn:a> <urn:p> \"3\"^^<http://www.w3.org/2001/XMLSchema#integer> <urn:g> ."});
  CHECK(found.added == Lines{"<urn:a> <urn:p> \"3\"^^<http://www.w3.org/2001/XMLSchema#integer> ."});
  CHECK(between("", "").empty());
}

TEST_CASE("one changed literal of an image is one line on each side") {
  std::string left, right;
  for (int i = 0; i < 5; ++i) {
    left += image("l", i, "image " + std::to_string(i));
    right = image("r", i, i == 3 ? "renamed" : "image " + std::to_string(i)) + right;
  }
  const auto found = between(left, right);
  CHECK(found.removed == Lines{"_:both-l3 <urn:name> \"image 3\" ."});
  CHECK(found.added == Lines{"_:both-l3 <urn:name> \"renamed\" ."});
}

TEST_CASE("changes deep in two trees that are otherwise alike stay where they are") {
  const auto found =
      between(image("l", 1, "one") + image("l", 2, "two"), image("r", 1, "one", "7") + image("r", 2, "two", "9"));
  REQUIRE(found.removed.size() == 2);
  REQUIRE(found.added.size() == 2);
  CHECK(found.removed[0].starts_with("_:both-l1c0 <urn:exposure> \"5\""));
  CHECK(found.added[0].starts_with("_:both-l1c0 <urn:exposure> \"7\""));
  CHECK(found.added[1].starts_with("_:both-l2c0 <urn:exposure> \"9\""));
}

TEST_CASE("a tree that was added is the only thing reported") {
  const auto found = between(image("l", 1, "one"), image("r", 2, "two") + image("r", 1, "one"));
  CHECK(found.removed.empty());
  REQUIRE(found.added.size() == 10);
  for (const std::string& line : found.added)
    CHECK(line.find("_:right-r2") != std::string::npos);
}

TEST_CASE("of like nodes one more is one more") {
  const auto found = between("[] a <urn:C> . [] a <urn:C> .", "[] a <urn:C> . [] a <urn:C> . [] a <urn:C> .");
  CHECK(found.removed.empty());
  REQUIRE(found.added.size() == 1);
  CHECK(found.added[0].starts_with("_:right-"));
}

TEST_CASE("what the matching takes for the same is searched, not reported") {
  CHECK_FALSE(between("_:a <urn:p> _:b . _:b <urn:p> _:c . _:c <urn:p> _:a .", "_:a <urn:p> _:b . _:b <urn:p> _:a .").empty());
  CHECK(between("_:a <urn:p> _:b . _:b <urn:p> _:a . _:x <urn:p> _:y . _:y <urn:p> _:z . _:z <urn:p> _:x .",
                "_:1 <urn:p> _:2 . _:2 <urn:p> _:3 . _:3 <urn:p> _:1 . _:4 <urn:p> _:5 . _:5 <urn:p> _:4 .")
            .empty());
}

TEST_CASE("random data sets: no difference after relabelling, and never none between different ones") {
  test::Random random(7);
  for (int round = 0; round < 400; ++round) {
    const auto quads = test::random_graph(random);
    const auto other = test::relabelled(quads, random);
    REQUIRE(diff(StatementTable(quads), StatementTable(other)).empty());
    const auto third = test::random_graph(random);
    REQUIRE(diff(StatementTable(quads), StatementTable(third)).empty() == isomorphic(quads, third));
  }
}

TEST_CASE("random changes of nodes that are well known come back exactly") {
  test::Random random(11);
  for (int round = 0; round < 60; ++round) {
    // Each node has a name of its own, which stays, and links to others.
    std::vector<Quad> quads;
    for (std::size_t i = 0; i < 30; ++i) {
      quads.emplace_back(test::blank_node(i), test::name_of("name", 0), test::text_of(i));
      for (std::size_t k = 0; k < 3; ++k)
        quads.emplace_back(test::blank_node(i), test::name_of("p", k), test::blank_node((i + 1 + random.below(29)) % 30));
    }
    auto changed = quads;
    const std::size_t changes = 1 + random.below(6);
    for (std::size_t i = 0; i < changes; ++i) {
      const std::size_t place = i * 20 + 1 + random.below(3);
      changed[place].object = test::name_of("changed", i);
    }
    const auto found = diff(StatementTable(quads), StatementTable(test::relabelled(changed, random)));
    REQUIRE(found.removed.size() == changes);
    REQUIRE(found.added.size() == changes);
    for (const std::string& line : found.added) {
      REQUIRE(line.starts_with("_:both-"));
      REQUIRE(line.find("<urn:changed") != std::string::npos);
    }
  }
}
